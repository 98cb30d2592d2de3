"""An OFD file (GB/T 33190): its package, its pages as characters and rules with places."""
