"""The page 设置."""
