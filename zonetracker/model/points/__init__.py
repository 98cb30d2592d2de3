"""积分: what the office's rules give and take for what is there, month by month, beside what people decided."""
