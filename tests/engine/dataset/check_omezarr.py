"""Fails unless the file holds what test_layouts.cpp has written."""
import sys, zarr
g = zarr.open_group(sys.argv[1], mode='r')
m = g.attrs['multiscales'][0]
assert m['version'] == '0.4' and [a['name'] for a in m['axes']] == ['t', 'c', 'z', 'y', 'x']
shapes = [g[d['path']].shape for d in m['datasets']]
assert shapes == [(2, 1, 3, 300, 200), (2, 1, 3, 150, 100), (2, 1, 3, 75, 50)], shapes
assert m['datasets'][1]['coordinateTransformations'] == [{'type': 'scale', 'scale': [1, 1, 0.5, 0.5, 0.5]}]
a = g['0'][:]
i = (1 * 3 + 2) * 60000 + 299 * 200 + 199
assert abs(a[1, 0, 2, 299, 199] - 65535 * (i % 1000) / 999) <= 1
h = g['1'][:]
assert abs(h[0, 0, 0, 0, 0] - a[0, 0, 0, :2, :2].mean()) <= 0.5
l = zarr.open_group(sys.argv[1] + '/labels', mode='r')
assert l.attrs['labels'] == ['cells']
c = l['cells']
assert 'image-label' in c.attrs and c.attrs['multiscales'][0]['axes'][1]['name'] == 'z'
assert c['0'].shape == (2, 3, 300, 200) and c['0'].dtype == 'uint16' and set(c['0'][:].flat) == {0, 1, 2, 3}
