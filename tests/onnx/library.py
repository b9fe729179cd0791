"""Prints where the library of ONNX Runtime lies in the Python package of that name."""

import importlib.util
from pathlib import Path

place = importlib.util.find_spec("onnxruntime")
if place is None or place.origin is None:
    raise SystemExit("the package onnxruntime is missing: pip install -r tests/onnx/requirements.txt")
libraries = Path(place.origin).parent.glob("capi/*onnxruntime.*")
print(next(path for path in libraries if path.suffix != ".py"))
