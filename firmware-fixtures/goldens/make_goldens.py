"""Computes goldens.txt: what each model of the catalogue answers to the fixtures' inputs.

None of the arithmetic is this project's: int8 models run in the tflite-micro wheel and, as a cross-check, in
LiteRT with its reference kernels; uint8 and float models, which that wheel refuses or rounds elsewhere, run in
LiteRT's reference kernels alone (its default kernels round differently).

usage: make_goldens.py CATALOG OUT NAME=FOLDER...
  CATALOG      firmware/catalog.txt
  OUT          the file to write
  NAME=FOLDER  where each package of the catalogue is unpacked
"""

import sys
import zlib

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from tflite_micro.python.tflite_micro import runtime

SEED = 12345
SHOWN = 16
LCG_INVOKES = 3
TYPES = {np.dtype(np.int8): "INT8", np.dtype(np.uint8): "UINT8", np.dtype(np.float32): "FLOAT32"}


class Lcg:
    """The generator of runner/input.cc."""

    def __init__(self):
        self.state = SEED

    def bytes(self, count):
        out = np.empty(count, dtype=np.uint8)
        for i in range(count):
            self.state = (self.state * 1103515245 + 12345) & 0xFFFFFFFF
            out[i] = (self.state >> 16) & 0xFF
        return out


def read_models(path):
    models = []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            if words and words[0] == "model":
                fields = dict(word.split("=", 1) for word in words[2:])
                models.append((words[1], fields))
    return models


def generated(lcg, shape, dtype, scale, zero):
    raw = lcg.bytes(int(np.prod(shape)))
    if dtype == np.float32:
        # One rounding, as in the runner: the difference is exact.
        values = (raw.astype(np.float32) - np.float32(128 + zero)) * np.float32(scale)
        return values.reshape(shape)
    return raw.view(dtype).reshape(shape)


def inputs_of(fields, folder, shape, dtype):
    """Yields (input name, invoke, tensor)."""
    scale = float(fields.get("scale", "1.0"))
    zero = int(fields.get("zero", "0"))
    lcg = Lcg()
    for invoke in range(LCG_INVOKES):
        yield "lcg", invoke, generated(lcg, shape, dtype, scale, zero)
    if dtype == np.float32:
        yield "unit", 0, generated(Lcg(), shape, dtype, 1 / 128, 0)
    else:
        samples = Lcg().bytes(int(np.prod(shape))).astype(np.float32) / np.float32(255)
        yield "unquantised", 0, samples.astype(dtype).reshape(shape)
    order = ">" if fields.get("byteorder") == "big" else "<"
    for invoke, name in enumerate(filter(None, fields.get("samples", "").split(","))):
        recorded = np.fromfile(folder + "/" + name, dtype=np.dtype(dtype).newbyteorder(order))
        yield "samples", invoke, recorded.astype(dtype).reshape(shape)


class LiteRt:
    def __init__(self, model):
        self.interpreter = Interpreter(
            model_content=model, experimental_op_resolver_type=OpResolverType.BUILTIN_REF
        )
        self.interpreter.allocate_tensors()
        self.input = self.interpreter.get_input_details()[0]
        self.output = self.interpreter.get_output_details()[0]

    def run(self, tensor):
        self.interpreter.set_tensor(self.input["index"], tensor)
        self.interpreter.invoke()
        return self.interpreter.get_tensor(self.output["index"])

    def has_type(self, dtype):
        return any(each["dtype"] == dtype for each in self.interpreter.get_tensor_details())


class TfliteMicro:
    def __init__(self, model):
        self.interpreter = runtime.Interpreter.from_bytes(model)

    def run(self, tensor):
        self.interpreter.set_input(tensor, 0)
        self.interpreter.invoke()
        return self.interpreter.get_output(0)


def row(model, name, invoke, tensor, exact, source):
    flat = np.ascontiguousarray(tensor).reshape(-1)
    shown = flat[:SHOWN]
    if flat.dtype == np.float32:
        values = ",".join("%08x" % bits for bits in shown.view(np.uint32))
    else:
        values = ",".join(str(value) for value in shown)
    crc = zlib.crc32(flat.tobytes())
    return "%s %s %d 0 %s %d %08x %s %s %s" % (
        model, name, invoke, TYPES[flat.dtype], flat.size, crc, values,
        "exact" if exact else "near", source)


def rows_of(model, fields, folder):
    with open(folder + "/" + fields["file"], "rb") as file:
        content = file.read()
    reference = LiteRt(content)
    is_int8 = reference.has_type(np.int8)
    is_float = not is_int8 and not reference.has_type(np.uint8)
    micro = TfliteMicro(content) if is_int8 else None
    shape = tuple(reference.input["shape"])
    for name, invoke, tensor in inputs_of(fields, folder, shape, reference.input["dtype"]):
        answer = reference.run(tensor)
        source = "litert-reference"
        if micro is not None:
            other = micro.run(tensor)
            same = np.array_equal(answer, other)
            source = "tflite-micro+litert-reference" if same else "tflite-micro"
            answer = other
        yield row(model, name, invoke, answer, not is_float, source)


def main(arguments):
    catalog, out = arguments[:2]
    folders = dict(each.split("=", 1) for each in arguments[2:])
    lines = [
        "# Written by make_goldens.py. Fields: model input invoke output type count crc32 values exactness source.",
        "# Values: the first 16, floats as their bits. near: within 8 ulp; exact: every byte.",
    ]
    for model, fields in read_models(catalog):
        lines.extend(rows_of(model, fields, folders[fields["package"]]))
    with open(out, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
