"""Fails unless the file holds what test_layouts.cpp has written."""
import sys, h5py
f = h5py.File(sys.argv[1], 'r')
i, n, d = (f['data/' + k][:] for k in ('image', 'instance', 'diffusion_mask'))
assert i.shape == n.shape == d.shape == (1, 60, 50)
assert i.min() == 0 and i.max() == 1 and set(n.flat) == {0, 1, 2, 3} and d[n == 0].max() == -1 and d[n > 0].min() > -0.7
