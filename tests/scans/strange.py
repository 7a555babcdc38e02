def check_strange(*a): pass
