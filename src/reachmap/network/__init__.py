"""The compiled trust network and the kernels on it: pure functions on arrays."""
