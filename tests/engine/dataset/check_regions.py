"""Fails unless the file holds what test_layouts.cpp has written."""
import sys, zipfile, struct
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
names = z.namelist()
assert len(names) == 18 and 'cell-3-z2-t1.roi' in names, names
b = z.read('cell-1-z3-t2.roi')
assert b[:4] == b'Iout' and b[6] == 8
top, left, bottom, right, n = struct.unpack('>5h', b[8:18])
assert (top, left, bottom, right) == (6, 7, 23, 24), (top, left, bottom, right)
second, = struct.unpack('>i', b[60:64])
c, s, t, at, length = struct.unpack('>5i', b[second + 4:second + 24])
assert (c, s, t) == (0, 3, 2) and b[at:at + 2 * length].decode('utf-16-be') == 'cell-1-z3-t2'
xs, ys = struct.unpack('>%dh' % n, b[64:64 + 2 * n]), struct.unpack('>%dh' % n, b[64 + 2 * n:64 + 4 * n])
area = abs(sum(xs[i] * ys[(i + 1) % n] - xs[(i + 1) % n] * ys[i] for i in range(n))) / 2
assert area == 197, area
hole = z.read('cell-3-z1-t1.roi')
assert hole[6] == 1 and struct.unpack('>i', hole[36:40])[0] > 0
