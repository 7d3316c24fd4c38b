"""Going through the undecided suggestions one by one."""
