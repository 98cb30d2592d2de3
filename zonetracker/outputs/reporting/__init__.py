"""What is given out of how units report: 报送情况表, 催报单, 调度清单."""
