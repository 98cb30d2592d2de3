"""The tabs of 单位 on which units are judged: points, scores and places. The page itself knows none of them."""
