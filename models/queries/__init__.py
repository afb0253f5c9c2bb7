"""Every SELECT in the product, one file a family of questions."""
