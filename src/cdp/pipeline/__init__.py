"""The whole way: compile, plan, run, verify; it alone joins the stages."""
