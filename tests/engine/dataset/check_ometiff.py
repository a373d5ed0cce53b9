"""Fails unless the file holds what test_layouts.cpp has written."""
import sys, tifffile, xml.etree.ElementTree as E
f = tifffile.TiffFile(sys.argv[1])
assert f.is_ome and not f.is_imagej
s = f.series[0]
assert s.axes == 'TZCYX', s.axes
assert s.shape == (3, 4, 2, 60, 50), s.shape
a = s.asarray()
i = ((2 * 2 + 1) * 4 + 3) * 3000 + 7   # t 2, c 1, z 3
assert abs(a[2, 3, 1, 0, 7] - 65535 * (i % 1000) / 999) <= 1, a[2, 3, 1, 0, 7]
ns = '{http://www.openmicroscopy.org/Schemas/OME/2016-06}'
root = E.fromstring(f.ome_metadata)
p = root.find(ns + 'Image').find(ns + 'Pixels')
assert [c.tag[len(ns):] for c in p] == ['Channel', 'Channel', 'TiffData']
assert p.get('PhysicalSizeZ') == '0.5' and p.get('PhysicalSizeX') == '0.25'
l = tifffile.TiffFile(sys.argv[1].replace('.ome.tif', '_labels.ome.tif')).series[0]
assert l.axes == 'TZYX' and l.dtype == 'uint16', (l.axes, l.dtype)
