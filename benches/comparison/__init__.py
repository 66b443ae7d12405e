"""depeche and another analyser side by side: what `compare.py` is made of."""
