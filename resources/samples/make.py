#!/usr/bin/python3
"""Cuts the samples out of BBBC038 and makes their sketches: make.py DATA_FOLDER CYTOSKETCH_CLI

DATA_FOLDER holds images/ and masks/ with the data set's stems (README.md says which). Needs python3-tifffile.
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy
import tifffile

SIDE = 256
SAMPLES = {  # name: stem, y and x of the crop's corner
    "large-nuclei": ("03b9306f44e9b895", 52, 52),
    "dense-culture": ("3ebd2ab34ba86e51", 132, 220),
    "small-nuclei": ("245b995878370ef4", 0, 0),
}


SMALLEST = 30  # pixels; what the cut leaves of a nucleus beyond it is no cell to show


def relabelled(labels):
    """Labels 1…n in the order of the old ones, without what is smaller than SMALLEST."""
    ids, new, counts = numpy.unique(labels, return_inverse=True, return_counts=True)
    keep = (counts >= SMALLEST) & (ids > 0)
    return (numpy.cumsum(keep) * keep)[new].reshape(labels.shape).astype(numpy.uint16)


def main(data, cli):
    here = pathlib.Path(__file__).parent
    for name, (stem, y, x) in SAMPLES.items():
        image = tifffile.imread(data / "images" / f"{stem}.tif")[y : y + SIDE, x : x + SIDE]
        labels = relabelled(tifffile.imread(data / "masks" / f"{stem}.tif")[y : y + SIDE, x : x + SIDE])
        assert image.shape == labels.shape == (SIDE, SIDE), name
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            tifffile.imwrite(folder / "image.tif", image)
            tifffile.imwrite(folder / "labels.tif", labels)
            # Through the program's own writer: compressed, and what its users would have.
            for part, target in (("image", f"{name}.tif"), ("labels", f"{name}-labels.tif")):
                subprocess.run([cli, "convert", folder / f"{part}.tif", here / target], check=True)
            subprocess.run(
                [cli, "convert", here / f"{name}-labels.tif", here / f"{name}.cysk", "--grey-from", here / f"{name}.tif"],
                check=True,
            )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
