"""Single-operator models for the NPU tests, written without any schema library.

OPS gives (name, function that makes the model). A model is written with the flatbuffers package alone; the numbers of
fields, operators and options are those of TensorFlow Lite's public schema.
"""

import zlib

import flatbuffers
import numpy as np

INT8, UINT8, INT16, INT32, INT64, FLOAT32 = 9, 3, 7, 2, 4, 0
NUMPY = {INT8: np.int8, UINT8: np.uint8, INT16: np.int16, INT32: np.int32, INT64: np.int64}
SAME, VALID = 0, 1
NONE, RELU, RELU_N1, RELU6 = 0, 1, 2, 3


class Tensor:
    def __init__(self, shape, dtype, scale=None, zero=0, data=None, axis=0):
        self.shape, self.dtype, self.data, self.axis = list(shape), dtype, data, axis
        self.scale = None if scale is None else np.atleast_1d(np.asarray(scale, np.float32))
        self.zero = zero


class Options:
    """A table of options: its number in the union, and (slot, kind, value) of its fields."""

    def __init__(self, number, *fields):
        self.number, self.fields = number, fields


def table(builder, fields):
    """Writes a table; offsets in it must have been written before."""
    builder.StartObject(max([slot for slot, _, _ in fields], default=-1) + 1)
    for slot, kind, value in fields:
        if kind == "byte":
            builder.PrependInt8Slot(slot, value, 0)
        elif kind == "ubyte":
            builder.PrependUint8Slot(slot, value, 0)
        elif kind == "bool":
            builder.PrependBoolSlot(slot, value, not value)
        elif kind == "int":
            builder.PrependInt32Slot(slot, value, value + 1)
        elif kind == "uint":
            builder.PrependUint32Slot(slot, value, 0)
        elif kind == "float":
            builder.PrependFloat32Slot(slot, value, 0.0)
        else:
            builder.PrependUOffsetTRelativeSlot(slot, value, 0)
    return builder.EndObject()


def offsets(builder, items):
    builder.StartVector(4, len(items), 4)
    for item in reversed(items):
        builder.PrependUOffsetTRelative(item)
    return builder.EndVector()


def array(builder, values, dtype):
    return builder.CreateNumpyVector(np.asarray(values, dtype))


def aligned_bytes(builder, data):
    builder.StartVector(1, len(data), 16)
    builder.head -= len(data)
    builder.Bytes[builder.head : builder.head + len(data)] = data
    return builder.EndVector()


def model(tensors, operators, inputs, outputs):
    """operators: (builtin code, version, options or None, tensor numbers in, tensor numbers out)."""
    b = flatbuffers.Builder(4096)
    buffers = [table(b, [])]
    written = []
    for t in tensors:
        number = 0
        if t.data is not None:
            raw = np.ascontiguousarray(t.data, NUMPY[t.dtype]).tobytes()
            number = len(buffers)
            buffers.append(table(b, [(0, "offset", aligned_bytes(b, raw))]))
        fields = [(0, "offset", array(b, t.shape, np.int32)), (1, "byte", t.dtype), (2, "uint", number)]
        fields.append((3, "offset", b.CreateString("t%d" % len(written))))
        if t.scale is not None:
            zeros = np.full(len(t.scale), t.zero, np.int64)
            scale, zero = array(b, t.scale, np.float32), array(b, zeros, np.int64)
            quantisation = [(2, "offset", scale), (3, "offset", zero), (6, "int", t.axis)]
            fields.append((4, "offset", table(b, quantisation)))
        written.append(table(b, fields))
    codes, nodes = [], []
    for number, (code, version, options, ins, outs) in enumerate(operators):
        fields = [(0, "byte", min(code, 127)), (2, "int", version), (3, "int", code)]
        codes.append(table(b, fields))
        fields = [(0, "uint", number), (1, "offset", array(b, ins, np.int32)), (2, "offset", array(b, outs, np.int32))]
        if options is not None:
            fields += [(3, "ubyte", options.number), (4, "offset", table(b, options.fields))]
        nodes.append(table(b, fields))
    graph = [(0, "offset", offsets(b, written)), (1, "offset", array(b, inputs, np.int32))]
    graph += [(2, "offset", array(b, outputs, np.int32)), (3, "offset", offsets(b, nodes))]
    graphs = offsets(b, [table(b, graph)])
    root = [(0, "uint", 3), (1, "offset", offsets(b, codes)), (2, "offset", graphs)]
    root += [(3, "offset", b.CreateString("npu test")), (4, "offset", offsets(b, buffers))]
    b.Finish(table(b, root), file_identifier=b"TFL3")
    return bytes(b.Output())


def fm(shape, dtype, scale, zero=None):
    if zero is None:
        zero = {INT8: -3, UINT8: 131, INT16: 0, INT32: 0}[dtype]
    return Tensor(shape, dtype, scale, zero)


def rng_of(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def weights_of(rng, shape, dtype, channels, axis):
    if dtype == UINT8:
        data = rng.integers(0, 256, shape)
        return Tensor(shape, UINT8, 0.02, 120, data)
    data = np.clip(np.round(rng.laplace(0, 25, shape)), -127, 127)
    return Tensor(shape, INT8, rng.uniform(0.005, 0.03, channels), 0, data, axis)


def bias_of(rng, ifm, weights, channels):
    dtype = INT64 if ifm.dtype == INT16 else INT32
    scale = ifm.scale[0] * weights.scale
    return Tensor([channels], dtype, scale, 0, rng.integers(-3000, 3000, channels))


def out_size(size, kernel, stride, dilation, padding):
    if padding == SAME:
        return (size + stride - 1) // stride
    return (size - (kernel - 1) * dilation - 1) // stride + 1


def conv(name, ih, iw, ic, oc, kh, kw, sh=1, sw=1, dh=1, dw=1, padding=SAME, dtype=INT8, act=NONE, out_scale=None):
    rng = rng_of(name)
    ifm = fm([1, ih, iw, ic], dtype, 0.00031 if dtype == INT16 else 0.0417)
    w = weights_of(rng, [oc, kh, kw, ic], dtype, oc, 0)
    b = bias_of(rng, ifm, w, oc)
    shape = [1, out_size(ih, kh, sh, dh, padding), out_size(iw, kw, sw, dw, padding), oc]
    scale = out_scale or (0.0007 if dtype == INT16 else 0.03 * (kh * kw * ic) ** 0.5)
    ofm = fm(shape, dtype, scale, None if dtype != INT8 else 5)
    options = Options(1, (0, "byte", padding), (1, "int", sw), (2, "int", sh), (3, "byte", act), (4, "int", dw), (5, "int", dh))
    return model([ifm, w, b, ofm], [(3, 3, options, [0, 1, 2], [3])], [0], [3])


def depthwise(name, ih, iw, ic, mult, kh, kw, sh=1, sw=1, dh=1, dw=1, padding=SAME, dtype=INT8, act=NONE):
    rng = rng_of(name)
    oc = ic * mult
    ifm = fm([1, ih, iw, ic], dtype, 0.00031 if dtype == INT16 else 0.0417)
    w = weights_of(rng, [1, kh, kw, oc], dtype, oc, 3)
    b = bias_of(rng, ifm, w, oc)
    shape = [1, out_size(ih, kh, sh, dh, padding), out_size(iw, kw, sw, dw, padding), oc]
    ofm = fm(shape, dtype, 0.0005 if dtype == INT16 else 0.03 * (kh * kw) ** 0.5)
    options = Options(2, (0, "byte", padding), (1, "int", sw), (2, "int", sh), (3, "int", mult), (4, "byte", act))
    options.fields += ((5, "int", dw), (6, "int", dh))
    return model([ifm, w, b, ofm], [(4, 3, options, [0, 1, 2], [3])], [0], [3])


def dense(name, n, k, m, dtype=INT8, act=NONE):
    rng = rng_of(name)
    ifm = fm([n, k], dtype, 0.00031 if dtype == INT16 else 0.0417)
    if dtype == UINT8:
        w = Tensor([m, k], UINT8, 0.02, 120, rng.integers(0, 256, [m, k]))
    else:
        w = Tensor([m, k], INT8, 0.011, 0, np.clip(np.round(rng.laplace(0, 25, [m, k])), -127, 127))
    b = bias_of(rng, ifm, w, m)
    ofm = fm([n, m], dtype, 0.0007 if dtype == INT16 else 0.01 * k**0.5)
    return model([ifm, w, b, ofm], [(9, 4, Options(8, (0, "byte", act)), [0, 1, 2], [3])], [0], [3])


def pool(code, ih, iw, c, kh, kw, sh, sw, padding, dtype=INT8, act=NONE):
    ifm = fm([1, ih, iw, c], dtype, 0.05)
    shape = [1, out_size(ih, kh, sh, 1, padding), out_size(iw, kw, sw, 1, padding), c]
    options = Options(5, (0, "byte", padding), (1, "int", sw), (2, "int", sh), (3, "int", kw), (4, "int", kh), (5, "byte", act))
    return model([ifm, fm(shape, dtype, 0.05)], [(code, 2, options, [0], [1])], [0], [1])


def binary(code, options, a, b, dtype=INT8, sa=0.04, sb=0.04, so=0.07, const=None, seed=""):
    shape = np.broadcast_shapes(tuple(a), tuple(b))
    zeros = (None, None, None) if dtype in (INT16, INT32) else (None, 7 if dtype == INT8 else 90, None)
    first, second = fm(a, dtype, sa, zeros[0]), fm(b, dtype, sb, zeros[1])
    ofm = fm(shape, dtype, so, zeros[2])
    if const is not None:
        info = np.iinfo(NUMPY[dtype])
        (second if const == 1 else first).data = rng_of(seed).integers(info.min, info.max + 1, (b, a)[1 - const])
    version = 2 if dtype == INT8 else 1 if dtype == UINT8 else 3
    return model([first, second, ofm], [(code, version, options, [0, 1], [2])], [[0, 1], [0], [1]][0 if const is None else 2 - const], [2])


def unary(code, shape, dtype=INT8, si=0.04, so=0.05, zi=None, zo=None, options=None, out=None, version=2):
    return model([fm(shape, dtype, si, zi), fm(out or shape, dtype, so, zo)], [(code, version, options, [0], [1])], [0], [1])


def with_constants(code, shape, constants, out, dtype=INT8, options=None, version=2, so=0.04, outputs=1, first=True, zo=None):
    tensors = [fm(shape, dtype, 0.04)]
    numbers = []
    for values in constants:
        values = np.asarray(values, np.int32)
        numbers.append(len(tensors))
        tensors.append(Tensor(values.shape, INT32, None, 0, values))
    ins = [0] + numbers if first else numbers + [0]
    outs = []
    for _ in range(outputs):
        outs.append(len(tensors))
        tensors.append(fm(out, dtype, so, zo))
    return model(tensors, [(code, version, options, ins, outs)], [0], outs)


def prelu(name, shape, dtype=INT8):
    rng = rng_of(name)
    alpha = Tensor([1, 1, shape[3]], dtype, 0.008, 0, rng.integers(-100, 100, [1, 1, shape[3]]))
    return model([fm(shape, dtype, 0.04), alpha, fm(shape, dtype, 0.05)], [(54, 1, None, [0, 1], [2])], [0], [2])


def concat(shapes, axis, dtype=INT8):
    out = list(shapes[0])
    out[axis] = sum(s[axis] for s in shapes)
    tensors = [fm(s, dtype, 0.04) for s in shapes] + [fm(out, dtype, 0.04)]
    numbers = list(range(len(shapes)))
    return model(tensors, [(2, 2, Options(10, (0, "int", axis)), numbers, [len(shapes)])], numbers, [len(shapes)])


def transpose_conv(name, ih, iw, ic, oc, k, stride, padding, dtype=INT8):
    rng = rng_of(name)
    oh, ow = (ih * stride, iw * stride) if padding == SAME else ((ih - 1) * stride + k, (iw - 1) * stride + k)
    shape = Tensor([4], INT32, None, 0, np.array([1, oh, ow, oc], np.int32))
    w = weights_of(rng, [oc, k, k, ic], dtype, oc, 0)
    ifm, ofm = fm([1, ih, iw, ic], dtype, 0.04), fm([1, oh, ow, oc], dtype, 0.1 * k)
    b = bias_of(rng, ifm, w, oc)
    options = Options(49, (0, "byte", padding), (1, "int", stride), (2, "int", stride))
    return model([shape, w, ifm, b, ofm], [(67, 3, options, [0, 1, 2, 3], [4])], [2], [4])


def squared_difference(shape):
    return binary(99, Options(78), shape, shape, sa=0.04, sb=0.05, so=0.9)


def add_options(act=NONE):
    return Options(11, (0, "byte", act), (1, "bool", False))


def sub_options(act=NONE):
    return Options(28, (0, "byte", act), (1, "bool", False))


def mul_options(act=NONE):
    return Options(21, (0, "byte", act))


MINMAX = Options(39)
FM = [1, 7, 9, 20]


def make_ops():
    ops = {}

    def add(name, function, *args, **named):
        ops[name] = lambda: function(*args, **named)

    def named(name, function, *args, **more):
        ops[name] = lambda: function(name, *args, **more)

    for dtype, t in ((INT8, "i8"), (UINT8, "u8"), (INT16, "i16")):
        named("conv_1x1_" + t, conv, 8, 10, 24, 40, 1, 1, dtype=dtype)
        named("conv_3x3_" + t, conv, 9, 11, 12, 20, 3, 3, dtype=dtype, act=RELU)
        named("conv_3x3_s2_valid_" + t, conv, 15, 17, 3, 16, 3, 3, 2, 2, padding=VALID, dtype=dtype)
        named("conv_5x4_s1x2_" + t, conv, 10, 12, 5, 11, 5, 4, 1, 2, dtype=dtype, act=RELU6)
        named("depthwise_3x3_" + t, depthwise, 9, 11, 20, 1, 3, 3, dtype=dtype)
        named("depthwise_5x5_s2_" + t, depthwise, 13, 14, 9, 1, 5, 5, 2, 2, dtype=dtype, act=RELU)
        named("dense_" + t, dense, 1, 70, 33, dtype=dtype)
        named("dense_batch_" + t, dense, 6, 40, 18, dtype=dtype)
        add("add_" + t, binary, 0, add_options(), FM, FM, dtype)
        add("add_scales_" + t, binary, 0, add_options(RELU), FM, FM, dtype, sa=0.031, sb=0.057, so=0.08)
        add("sub_" + t, binary, 41, sub_options(), FM, FM, dtype, sa=0.05, sb=0.021, so=0.06)
        add("mul_" + t, binary, 18, mul_options(), FM, FM, dtype, sa=0.05, sb=0.021, so=0.06)
    for dtype, t in ((INT8, "i8"), (UINT8, "u8"), (INT16, "i16")):
        add("avgpool_2x2_" + t, pool, 1, 8, 10, 20, 2, 2, 2, 2, VALID, dtype)
        add("avgpool_3x3_same_" + t, pool, 1, 9, 10, 12, 3, 3, 1, 1, SAME, dtype)
        add("maxpool_3x2_" + t, pool, 17, 9, 10, 20, 3, 2, 2, 1, SAME, dtype)
    add("avgpool_7x5_i8", pool, 1, 14, 15, 8, 7, 5, 3, 2, VALID)
    add("avgpool_global_i8", pool, 1, 8, 8, 40, 8, 8, 1, 1, VALID)
    add("maxpool_8x8_i8", pool, 17, 16, 16, 8, 8, 8, 3, 3, VALID, act=RELU6)
    named("conv_dilated_i8", conv, 14, 13, 8, 16, 3, 3, dh=2, dw=2)
    named("conv_11x11_i8", conv, 14, 13, 4, 8, 11, 11)
    named("conv_9x2_valid_i8", conv, 20, 13, 4, 8, 9, 2, padding=VALID)
    named("conv_deep_i8", conv, 6, 5, 130, 72, 3, 3)
    named("conv_3x3_s3_i8", conv, 14, 13, 6, 9, 3, 3, 3, 3)
    named("conv_1_row_i8", conv, 1, 40, 16, 24, 1, 5)
    named("conv_one_channel_i8", conv, 12, 12, 1, 1, 3, 3)
    named("conv_deep_i16", conv, 6, 5, 66, 40, 3, 3, dtype=INT16)
    named("conv_wide_out_i8", conv, 4, 4, 16, 300, 1, 1)
    named("depthwise_multiplier_i8", depthwise, 9, 8, 1, 8, 3, 3)
    named("depthwise_dilated_i8", depthwise, 14, 13, 12, 1, 3, 3, dh=2, dw=2)
    named("depthwise_deep_i8", depthwise, 5, 6, 90, 1, 3, 3)
    named("depthwise_7x1_i8", depthwise, 12, 6, 16, 1, 7, 1, padding=VALID)
    named("depthwise_valid_i16", depthwise, 12, 9, 24, 1, 3, 3, padding=VALID, dtype=INT16)
    named("dense_large_i8", dense, 1, 500, 90, act=RELU)
    named("dense_one_i8", dense, 1, 64, 1)
    for name, code, opts in (("add", 0, add_options), ("sub", 41, sub_options), ("mul", 18, mul_options)):
        add(name + "_broadcast_h_i8", binary, code, opts(), FM, [1, 1, 9, 20], sa=0.03, sb=0.05)
        add(name + "_broadcast_c_i8", binary, code, opts(), FM, [1, 7, 9, 1], sa=0.03, sb=0.05)
        add(name + "_broadcast_hw_i8", binary, code, opts(), [1, 1, 1, 20], FM, sa=0.03, sb=0.05)
        add(name + "_scalar_i8", binary, code, opts(), FM, [1, 1, 1, 1], sa=0.03, sb=0.05, const=1, seed=name)
        add(name + "_constant_i8", binary, code, opts(), FM, FM, sa=0.03, sb=0.05, const=1, seed=name + "c")
        add(name + "_relu6_i16", binary, code, opts(RELU6), FM, FM, INT16, sa=0.0003, sb=0.0003, so=0.0005)
    for name, code in (("min", 57), ("max", 55)):
        add(name + "_i8", lambda c: same_scale(c, INT8), code)
        add(name + "_u8", lambda c: same_scale(c, UINT8), code)
        add(name + "_broadcast_i8", lambda c: same_scale(c, INT8, [1, 1, 1, 20]), code)
    add("abs_i8", unary, 101, FM, version=2)
    add("leaky_relu_i8", unary, 98, FM, options=Options(75, (0, "float", 0.17)))
    add("leaky_relu_i16", unary, 98, FM, INT16, 0.0004, 0.0005, options=Options(75, (0, "float", 0.17)))
    add("leaky_relu_same_i16", unary, 98, FM, INT16, 0.0004, 0.0004, options=Options(75, (0, "float", 0.23)))
    for dtype, t in ((INT8, "i8"), (UINT8, "u8")):
        low = -128 if dtype == INT8 else 0
        add("logistic_" + t, unary, 14, FM, dtype, 0.06, 1 / 256, zo=low, version=2)
        add("tanh_" + t, unary, 28, FM, dtype, 0.04, 1 / 128, zo=low + 128, version=2)
        add("relu_" + t, unary, 19, FM, dtype, 0.06, 0.04, version=2)
        add("relu6_" + t, unary, 21, FM, dtype, 0.06, 0.04, version=2)
        add("hard_swish_" + t, unary, 117, FM, dtype, 0.06, 0.05, version=1)
        add("quantize_" + t, unary, 114, FM, dtype, 0.06, 0.043, version=2)
    add("logistic_i16", unary, 14, FM, INT16, 1 / 4096, 1 / 32768, version=3)
    add("tanh_i16", unary, 28, FM, INT16, 1 / 2048, 1 / 32768, version=3)
    add("tanh_scale_i16", unary, 28, FM, INT16, 0.00037, 1 / 32768, version=3)
    add("logistic_scale_i16", unary, 14, FM, INT16, 0.00037, 1 / 32768, version=3)
    add("exp_i8", unary, 47, FM, INT8, 0.02, 0.06, version=2)
    softmax = Options(9, (0, "float", 1.0))
    add("softmax_i8", unary, 25, [1, 21], INT8, 0.09, 1 / 256, zo=-128, options=softmax, version=2)
    add("softmax_rows_i8", unary, 25, [6, 33], INT8, 0.05, 1 / 256, zo=-128, options=softmax, version=2)
    add("softmax_hot_i8", unary, 25, [4, 3], INT8, 3.0, 1 / 256, zo=-128, options=softmax, version=2)
    add("softmax_i16", unary, 25, [1, 21], INT16, 0.0004, 1 / 32768, options=softmax, version=3)
    add("pad_i8", with_constants, 34, [1, 6, 7, 20], [[[0, 0], [1, 2], [3, 1], [0, 0]]], [1, 9, 11, 20], options=Options(22))
    add("mean_hw_i8", with_constants, 40, [1, 7, 9, 20], [[1, 2]], [1, 1, 1, 20], options=Options(27, (0, "bool", True)), so=0.03)
    add("mean_h_i8", with_constants, 40, [1, 7, 9, 20], [[1]], [1, 1, 9, 20], options=Options(27, (0, "bool", True)), so=0.03)
    bilinear = Options(15, (2, "bool", False), (3, "bool", False))
    add("resize_bilinear_2x_i8", with_constants, 23, [1, 5, 6, 12], [[10, 12]], [1, 10, 12, 12], options=bilinear)
    half = Options(15, (2, "bool", False), (3, "bool", True))
    add("resize_bilinear_half_i8", with_constants, 23, [1, 5, 6, 12], [[10, 12]], [1, 10, 12, 12], options=half)
    nearest = Options(74, (0, "bool", False), (1, "bool", False))
    add("resize_nearest_2x_i8", with_constants, 97, [1, 5, 6, 12], [[10, 12]], [1, 10, 12, 12], options=nearest)
    add("resize_nearest_4x_i8", with_constants, 97, [1, 5, 6, 12], [[20, 24]], [1, 20, 24, 12], options=nearest)
    add("transpose_i8", with_constants, 39, [1, 5, 6, 12], [[0, 2, 1, 3]], [1, 6, 5, 12], options=Options(26))
    add("concat_c_i8", concat, [[1, 5, 6, 12], [1, 5, 6, 20], [1, 5, 6, 3]], 3)
    add("concat_h_i8", concat, [[1, 5, 6, 12], [1, 2, 6, 12]], 1)
    add("concat_c_i16", concat, [[1, 5, 6, 12], [1, 5, 6, 20]], 3, INT16)
    add("split_i8", with_constants, 49, [1, 4, 6, 24], [3], [1, 4, 6, 8], options=Options(35, (0, "int", 3)), outputs=3, first=False)
    slice_options = Options(32, (0, "int", 0), (1, "int", 0))
    add("strided_slice_i8", with_constants, 45, [1, 8, 9, 20], [[0, 1, 2, 0], [1, 7, 8, 20], [1, 1, 1, 1]], [1, 6, 6, 20], options=slice_options)
    add("slice_i8", with_constants, 65, [1, 8, 9, 20], [[0, 2, 1, 4], [1, 5, 7, 12]], [1, 5, 7, 12], options=Options(48))
    named("prelu_i8", prelu, FM)
    named("transpose_conv_2x_i8", transpose_conv, 5, 6, 8, 10, 2, 2, SAME)
    named("transpose_conv_3x3_i8", transpose_conv, 5, 6, 8, 10, 3, 2, SAME)
    named("transpose_conv_valid_i8", transpose_conv, 5, 6, 8, 10, 3, 2, VALID)
    add("squared_difference_i8", squared_difference, FM)
    return ops


def same_scale(code, dtype, other=None):
    zero = {INT8: -3, UINT8: 131}[dtype]
    tensors = [fm(FM, dtype, 0.04, zero), fm(other or FM, dtype, 0.04, zero), fm(FM, dtype, 0.04, zero)]
    return model(tensors, [(code, 2, MINMAX, [0, 1], [2])], [0, 1], [2])


OPS = make_ops()
