"""Compiles models for the NPU with Vela, and in the full form computes what they must answer.

usage: make_npu_vectors.py sample|full OUT NAME=FILE...
  sample       few models on few configurations; needs only Vela
  full         all of npu_ops.py, npu_networks.py and the named models on all configurations, with answers
  OUT          gets a folder for each model: model.tflite, in<k>.<i>.bin, <config>-<way>/model_vela.tflite
               and, in the full form, out<k>.<i>.bin; and npu-goldens.txt with a CRC-32 of each answer;
               the ways are those of WAYS
  NAME=FILE    models of the catalogue

Answers are those of TensorFlow Lite's reference kernels (LiteRT). Where those round once and TensorFlow Lite Micro, for
whose kernels Vela compiles, rounds twice (fully connected layers), they are those of TensorFlow Lite Micro.
"""

import contextlib
import io
import os
import sys
import zlib

import numpy as np
from ethosu import mlw_codec
from ethosu.vela import vela

import npu_networks
import npu_ops

CONFIGS = ["ethos-u55-32", "ethos-u55-64", "ethos-u55-128", "ethos-u55-256", "ethos-u65-256", "ethos-u65-512"]
# Ways to compile: both cores, small memory, the second payload format with tensors in the arena and in regions of their own.
WAYS = {
    "regor": [],
    "legacy": ["--debug-force-legacy-core", "--verbose-performance"],
    "size": ["--optimise", "Size"],
    "cop2": ["--cop-format", "COP2"],
    "regions": ["--cop-format", "COP2", "--separate-io-regions"],
}
SAMPLES = 2
SAMPLE_CONFIGS = {
    "model": ["ethos-u55-256-regor", "ethos-u65-512-regor", "ethos-u55-128-legacy", "ethos-u65-512-legacy", "ethos-u55-64-size", "ethos-u55-128-regions"],
    "op": ["ethos-u55-128-regor"],
}
SAMPLE_WAYS = {
    "add_scales_i8": ["ethos-u55-128-cop2", "ethos-u55-128-regions", "ethos-u65-512-regions"],
    "split_i8": ["ethos-u55-128-regions"],
    "softmax_i8": ["ethos-u65-256-regions"],
}
SAMPLE_OPS = """conv_3x3_i8 conv_3x3_s2_valid_u8 conv_1x1_i16 conv_dilated_i8 depthwise_3x3_i8 dense_i8 avgpool_3x3_same_i8
maxpool_3x2_u8 add_scales_i8 add_i16 sub_broadcast_c_i8 mul_scalar_i8 min_broadcast_i8 leaky_relu_same_i16 logistic_i8 tanh_i16
softmax_i8 softmax_i16 mean_hw_i8 resize_bilinear_2x_i8 transpose_i8 transpose_conv_3x3_i8 split_i8""".split()
# Networks of known shapes and unknown weights, for figures that were published for an Ethos-U55-128.
SAMPLE_NETWORKS = ["micronet_kws_m", "micronet_vww4"]
NETWORK_CONFIGS = ["ethos-u55-128-legacy"] + [config + "-regor" for config in CONFIGS[:4]]
LIMIT_FLOAT = 100.0


def compile_model(folder, name, extra=()):
    """NAME is <config>-<way>. Nothing is left when Vela refuses."""
    config, way = name.rsplit("-", 1)
    out = os.path.join(folder, name)
    os.makedirs(out, exist_ok=True)
    args = [os.path.join(folder, "model.tflite"), "--accelerator-config", config, "--output-dir", out] + WAYS[way] + list(extra)
    log = io.StringIO()
    with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
        vela.main(args)
    if not os.path.exists(os.path.join(out, "model_vela.tflite")):
        raise SystemExit("vela made nothing of %s for %s:\n%s" % (folder, name, log.getvalue()))


def shapes_of(content):
    """(shape, numpy type) of each input, read with Vela's own schema."""
    from ethosu.vela.tflite.Model import Model

    graph = Model.GetRootAs(content, 0).Subgraphs(0)
    types = {0: np.float32, 2: np.int32, 3: np.uint8, 7: np.int16, 9: np.int8}
    tensors = [graph.Tensors(graph.Inputs(i)) for i in range(graph.InputsLength())]
    return [(tuple(t.ShapeAsNumpy()), types[t.Type()]) for t in tensors]


def inputs_of(name, content, sample):
    rng = np.random.default_rng(zlib.crc32(name.encode()) + sample)
    for shape, dtype in shapes_of(content):
        if dtype == np.float32:
            yield rng.uniform(-LIMIT_FLOAT, LIMIT_FLOAT, shape).astype(dtype)
        else:
            info = np.iinfo(dtype)
            yield rng.integers(info.min, info.max + 1, shape).astype(dtype)


class Reference:
    def __init__(self, name, content, is_op):
        from ai_edge_litert.interpreter import Interpreter, OpResolverType
        from tflite_micro.python.tflite_micro import runtime

        self.interpreter = Interpreter(
            model_content=content, experimental_op_resolver_type=OpResolverType.BUILTIN_REF
        )
        self.interpreter.allocate_tensors()
        self.outputs = self.interpreter.get_output_details()
        types = {each["dtype"] for each in self.interpreter.get_tensor_details()}
        micro = np.uint8 not in types and (not is_op or name.startswith("dense"))
        self.micro = runtime.Interpreter.from_bytes(content) if micro else None

    def run(self, tensors):
        if self.micro is not None:
            for i, tensor in enumerate(tensors):
                self.micro.set_input(tensor, i)
            self.micro.invoke()
            return [self.micro.get_output(i) for i in range(len(self.outputs))]
        for each, tensor in zip(self.interpreter.get_input_details(), tensors):
            self.interpreter.set_tensor(each["index"], tensor)
        self.interpreter.invoke()
        return [self.interpreter.get_tensor(each["index"]) for each in self.outputs]


def make(folder, name, content, is_op, full, configs=None):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "model.tflite"), "wb") as file:
        file.write(content)
    reference = Reference(name, content, is_op) if full else None
    rows = []
    for k in range(SAMPLES):
        tensors = list(inputs_of(name, content, k))
        for i, tensor in enumerate(tensors):
            tensor.tofile(os.path.join(folder, "in%d.%d.bin" % (k, i)))
        for i, answer in enumerate(reference.run(tensors) if full else []):
            answer = np.ascontiguousarray(answer)
            answer.tofile(os.path.join(folder, "out%d.%d.bin" % (k, i)))
            rows.append("%s %d %d %d %08x" % (name, k, i, answer.nbytes, zlib.crc32(answer.tobytes())))
    names = [config + "-regor" for config in CONFIGS]
    if is_op:
        names += ["ethos-u55-128-legacy", "ethos-u55-128-regions", "ethos-u65-512-regions"]
    else:
        names += [config + "-legacy" for config in CONFIGS]
        names += [config + way for config in CONFIGS for way in ("-size", "-cop2", "-regions")]
    sample = SAMPLE_CONFIGS["op" if is_op else "model"] + SAMPLE_WAYS.get(name, [])
    for each in configs or (names if full else sample):
        # With the debug database of the two cores: model_debug.xml.
        debug = not is_op and each.endswith(("-regor", "-legacy"))
        compile_model(folder, each, ["--enable-debug-db"] if debug else [])
    return rows


def write_weights(path, count):
    """Random weights as mlw_codec codes and decodes them: length, number, coded bytes, 16-bit weights."""
    rng = np.random.default_rng(5)
    with open(path, "wb") as file:
        for k in range(count):
            n = int(rng.integers(1, 3000))
            draws = [
                lambda: rng.integers(-255, 256, n),
                lambda: rng.integers(-127, 128, n),
                lambda: rng.laplace(0, rng.uniform(0.5, 20), n),
                lambda: rng.integers(-8, 9, n) * (rng.random(n) < rng.uniform(0, 1)),
                lambda: rng.choice(rng.integers(-255, 256, int(rng.integers(1, 40))), n),
                lambda: rng.normal(0, 30, n) * (rng.random(n) < rng.uniform(0, 0.6)),
                lambda: np.concatenate([np.zeros(n // 2), rng.integers(-255, 256, n - n // 2)]),
                lambda: rng.laplace(0, 3, n) + (rng.random(n) < 0.02) * rng.integers(-100, 100, n),
            ]
            values = np.clip(np.round(draws[k % len(draws)]()), -255, 255).astype(int).tolist()
            coded = bytes(mlw_codec.encode(values))
            decoded = np.asarray(mlw_codec.decode(bytearray(coded)), "<i2")
            file.write(np.array([len(coded), len(decoded)], "<i4").tobytes() + coded + decoded.tobytes())


def write_orders(path, count):
    """Random weights in the order of operations: eleven 32-bit numbers, coded bytes, 16-bit weights (output, row, column, input)."""
    rng = np.random.default_rng(6)
    with open(path, "wb") as file:
        for k in range(count):
            unit, bits, dilation = int(rng.choice([4, 8])), int(rng.choice([8, 16])), int(rng.choice([1, 1, 2]))
            depthwise, part_kernel = int(k % 3 == 0), int(k % 3 == 1)
            shape = (int(rng.integers(1, 50)), int(rng.integers(1, 12)), int(rng.integers(1, 12)), 1 if depthwise else int(rng.integers(1, 40)))
            block = unit * int(rng.integers(1, 9))
            weights = np.clip(np.round(rng.laplace(0, 6, shape)), -127, 127).astype(np.int16)
            decomposed = 8 // dilation
            coded = bytes(mlw_codec.reorder_encode(8, unit, weights, block, depthwise, part_kernel, bits, decomposed, decomposed)[0])
            head = [*shape, block, depthwise, part_kernel, bits, dilation, unit, len(coded)]
            file.write(np.array(head, "<i4").tobytes() + coded + weights.astype("<i2").tobytes())


def main(form, out, *models):
    full = form == "full"
    rows = []
    for each in models:
        name, path = each.split("=", 1)
        with open(path, "rb") as file:
            rows += make(os.path.join(out, name), name, file.read(), False, full)
    write_weights(os.path.join(out, "weights.bin"), 400 if full else 100)
    write_orders(os.path.join(out, "orders.bin"), 300 if full else 60)
    for name in npu_ops.OPS if full else SAMPLE_OPS:
        rows += make(os.path.join(out, name), name, npu_ops.OPS[name](), True, full)
    for name in npu_networks.NETWORKS if full else SAMPLE_NETWORKS:
        rows += make(os.path.join(out, name), name, npu_networks.NETWORKS[name](), False, full, NETWORK_CONFIGS)
    if full:
        with open(os.path.join(out, "npu-goldens.txt"), "w", encoding="ascii") as file:
            file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
