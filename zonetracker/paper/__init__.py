"""Pages of paper: composed once for preview, printer and PDF. Beside the window the only room that knows Qt."""
