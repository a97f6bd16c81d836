"""Whole networks for the NPU tests, with the shapes of published ones and random weights."""

import numpy as np

from npu_ops import (
    INT8, INT32, NONE, RELU, RELU6, SAME, VALID, Options, Tensor, add_options, bias_of, fm, model, mul_options, out_size,
    sub_options,
)

RELU6_SCALE, WIDE_SCALE, UNIT_SCALE = 6 / 255, 0.2, 1 / 128

# MobileNetV2, table 2: expansion, channels, repetitions, stride.
BOTTLENECKS = (
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
)

# MicroNet VWW-4: channels inside, channels behind, stride, and whether what came in is added; the narrower one is padded.
VWW_4_BLOCKS = (
    (4, 4, 1, False), (8, 12, 2, False), (14, 16, 1, True), (28, 32, 2, False), (96, 28, 1, True), (96, 28, 1, True),
    (152, 44, 2, False), (268, 40, 1, True), (268, 52, 1, True), (268, 44, 1, True), (192, 68, 1, False), (172, 68, 1, True),
    (172, 48, 1, True), (288, 16, 2, False), (96, 16, 1, True), (96, 32, 1, True), (96, 32, 1, False),
)


class Network:
    """Operators one behind the other; weights are drawn from a Laplace distribution."""

    def __init__(self, shape, spread=25.0, zeros=0.0, scale=RELU6_SCALE, zero=-1):
        self.rng = np.random.default_rng(1)
        self.spread, self.zeros = spread, zeros
        self.tensors = [fm(shape, INT8, scale, zero)]
        self.inputs, self.outputs = [0], []
        self.operators = []
        self.last = 0

    def shape(self):
        return self.tensors[self.last].shape

    def tensor(self, tensor):
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def weights(self, shape, channels, axis):
        data = np.clip(np.round(self.rng.laplace(0, self.spread, shape)), -127, 127)
        if self.zeros:
            data[self.rng.random(shape) < self.zeros] = 0
        return self.tensor(Tensor(shape, INT8, self.rng.uniform(0.005, 0.01, channels), 0, data, axis))

    def bias(self, weights, channels):
        return self.tensor(bias_of(self.rng, self.tensors[self.last], self.tensors[weights], channels))

    def append(self, code, version, options, inputs, shape, scale, zero):
        out = self.tensor(fm(shape, INT8, scale, zero))
        self.operators.append((code, version, options, inputs, [out]))
        self.last = out

    def input(self, shape, scale=UNIT_SCALE):
        self.inputs.append(self.tensor(fm(shape, INT8, scale, 0)))
        return self.inputs[-1]

    def conv(self, channels, kernel, stride, act=RELU6, scale=RELU6_SCALE):
        (kh, kw), (sh, sw) = np.broadcast_to(kernel, 2).tolist(), np.broadcast_to(stride, 2).tolist()
        _, height, width, depth = self.shape()
        w = self.weights([channels, kh, kw, depth], channels, 0)
        b = self.bias(w, channels)
        shape = [1, out_size(height, kh, sh, 1, SAME), out_size(width, kw, sw, 1, SAME), channels]
        options = Options(1, (0, "byte", SAME), (1, "int", sw), (2, "int", sh), (3, "byte", act), (4, "int", 1), (5, "int", 1))
        self.append(3, 3, options, [self.last, w, b], shape, scale, -128 if act else 0)

    def depthwise(self, kernel, stride, act=RELU6):
        _, height, width, depth = self.shape()
        w = self.weights([1, kernel, kernel, depth], depth, 3)
        b = self.bias(w, depth)
        shape = [1, out_size(height, kernel, stride, 1, SAME), out_size(width, kernel, stride, 1, SAME), depth]
        options = Options(2, (0, "byte", SAME), (1, "int", stride), (2, "int", stride), (3, "int", 1), (4, "byte", act))
        options.fields += ((5, "int", 1), (6, "int", 1))
        self.append(4, 3, options, [self.last, w, b], shape, RELU6_SCALE, -128)

    def dense(self, channels, act=NONE, scale=0.1):
        w = self.tensor(self.flat_weights([channels, self.shape()[-1]]))
        b = self.bias(w, channels)
        self.append(9, 4, Options(8, (0, "byte", act)), [self.last, w, b], [1, channels], scale, -128 if act else 0)
        return self.last

    def flat_weights(self, shape):
        return Tensor(shape, INT8, 0.011, 0, np.clip(np.round(self.rng.laplace(0, self.spread, shape)), -127, 127))

    def reshape(self, shape):
        sizes = self.tensor(Tensor([len(shape)], INT32, None, 0, np.array(shape, np.int32)))
        last = self.tensors[self.last]
        self.append(22, 1, Options(17), [self.last, sizes], shape, last.scale, last.zero)

    def leaky_relu(self, alpha):
        self.append(98, 2, Options(75, (0, "float", alpha)), [self.last], self.shape(), WIDE_SCALE, 0)

    def curve(self, code, source):
        """14 logistic, 28 tanh, 19 ReLU."""
        scale, zero = {14: (1 / 256, -128), 28: (1 / 128, 0), 19: (1 / 64, -128)}[code]
        self.append(code, 2, None, [source], self.tensors[source].shape, scale, zero)
        return self.last

    def binary(self, code, options, a, b, scale=UNIT_SCALE):
        self.append(code, 2, options, [a, b], self.tensors[a].shape, scale, 0)
        return self.last

    def split(self, source, parts):
        axis = self.tensor(Tensor([], INT32, None, 0, np.array(1, np.int32)))
        whole = self.tensors[source]
        shape = whole.shape[:-1] + [whole.shape[-1] // parts]
        outs = [self.tensor(fm(shape, INT8, whole.scale, whole.zero)) for _ in range(parts)]
        self.operators.append((49, 2, Options(35, (0, "int", parts)), [axis, source], outs))
        return outs

    def concat(self, sources):
        depth = sum(self.tensors[each].shape[-1] for each in sources)
        self.append(2, 2, Options(10, (0, "int", 1)), sources, [1, depth], UNIT_SCALE, 0)
        return self.last

    def pad(self, channels):
        """Channels of zero behind those of the last tensor."""
        before = self.tensors[self.last]
        more = channels - before.shape[-1]
        amounts = self.tensor(Tensor([4, 2], INT32, None, 0, np.array([[0, 0]] * 3 + [[0, more]], np.int32)))
        self.append(34, 2, Options(22), [self.last, amounts], before.shape[:-1] + [channels], before.scale, before.zero)
        return self.last

    def add(self, other):
        self.append(0, 2, add_options(), [other, self.last], self.shape(), WIDE_SCALE, 3)

    def gru(self, source, state, units, code):
        """One step of a gated recurrent unit that resets after the matrix; CODE is its activation."""
        self.last = source
        from_input = self.split(self.dense(3 * units), 3)
        self.last = state
        from_state = self.split(self.dense(3 * units), 3)
        update = self.curve(14, self.binary(0, add_options(), from_input[0], from_state[0], 0.1))
        reset = self.curve(14, self.binary(0, add_options(), from_input[1], from_state[1], 0.1))
        gated = self.binary(18, mul_options(), reset, from_state[2], 0.1)
        fresh = self.curve(code, self.binary(0, add_options(), from_input[2], gated, 0.1))
        kept = self.binary(18, mul_options(), update, state)
        rest = self.binary(41, sub_options(), self.constant(np.full([1, units], 127)), update)
        return self.binary(0, add_options(), kept, self.binary(18, mul_options(), rest, fresh))

    def constant(self, data):
        return self.tensor(Tensor(data.shape, INT8, UNIT_SCALE, 0, data))

    def average(self):
        _, height, width, depth = self.shape()
        options = Options(5, (0, "byte", VALID), (1, "int", width), (2, "int", height), (3, "int", width), (4, "int", height), (5, "byte", 0))
        self.append(1, 2, options, [self.last], [1, 1, 1, depth], RELU6_SCALE, -128)

    def softmax(self):
        self.append(25, 2, Options(9, (0, "float", 1.0)), [self.last], self.shape(), 1 / 256, -128)

    def finish(self):
        return model(self.tensors, self.operators, self.inputs, self.outputs or [self.last])


def mobilenet_v2():
    net = Network([1, 224, 224, 3])
    net.conv(32, 3, 2)
    depth = 32
    for expansion, channels, repetitions, first_stride in BOTTLENECKS:
        for i in range(repetitions):
            stride = first_stride if i == 0 else 1
            source = net.last
            if expansion > 1:
                net.conv(depth * expansion, 1, 1)
            net.depthwise(3, stride)
            net.conv(channels, 1, 1, NONE, WIDE_SCALE)
            if stride == 1 and depth == channels:
                net.add(source)
            depth = channels
    net.conv(1280, 1, 1)
    net.average()
    net.conv(1001, 1, 1, NONE, 0.1)
    net.softmax()
    return net.finish()


def separable(shape, first, kernel, blocks, classes):
    """A convolution and depthwise separable ones (channels, stride), as in the MicroNets paper of 2020."""
    net = Network(shape)
    net.conv(first, kernel, 1, RELU)
    for channels, stride in blocks:
        net.depthwise(3, stride, RELU)
        net.conv(channels, 1, 1, RELU)
    net.average()
    net.conv(classes, 1, 1, NONE, 0.1)
    return net


def micronet_kws_m():
    net = separable([1, 49, 10, 1], 140, (10, 4), ((140, 2), (140, 1), (140, 1), (112, 1), (196, 1)), 12)
    net.softmax()
    return net.finish()


def micronet_ad_m():
    return separable([1, 32, 32, 1], 192, 3, ((276, 2), (276, 1), (276, 1), (276, 2), (276, 2)), 8).finish()


def micronet_vww4():
    """Its weights fill the range of a byte nearly evenly."""
    net = Network([1, 128, 128, 1], 60.0)
    net.conv(8, 3, 2)
    for inside, behind, stride, adds in VWW_4_BLOCKS:
        source = net.last
        net.conv(inside, 1, 1)
        net.depthwise(3, stride)
        net.conv(behind, 1, 1, NONE, WIDE_SCALE)
        if adds:
            result, width = net.last, max(behind, net.tensors[source].shape[-1])
            net.last = source
            source = net.pad(width) if net.shape()[-1] < width else source
            net.last = result
            if behind < width:
                net.pad(width)
            net.add(source)
    net.conv(128, 1, 1)
    net.average()
    net.conv(2, 1, 1, NONE, 0.1)
    net.reshape([1, 2])
    return net.finish()


def wav2letter_pruned():
    """Half of the weights are 0; how wide the others are spread is chosen so that the file has the published traffic."""
    net = Network([1, 1, 296, 39], 2.0, 0.5)
    net.conv(250, (1, 48), (1, 2), NONE, WIDE_SCALE)
    net.leaky_relu(0.2)
    for _ in range(7):
        net.conv(250, (1, 7), 1, NONE, WIDE_SCALE)
        net.leaky_relu(0.2)
    net.conv(2000, (1, 32), 1, NONE, WIDE_SCALE)
    net.leaky_relu(0.2)
    net.conv(2000, 1, 1, NONE, WIDE_SCALE)
    net.leaky_relu(0.2)
    net.conv(29, 1, 1, NONE, 0.1)
    net.softmax()
    return net.finish()


def rnnoise():
    """One time step; states are inputs and outputs. Weights are clipped to a range in training: nearly uniform bytes."""
    net = Network([1, 42], 60.0, 0.0, UNIT_SCALE, 0)
    states = [net.input([1, units]) for units in (24, 48, 96)]
    first = net.curve(28, net.dense(24))
    voice = net.gru(first, states[0], 24, 28)
    net.last = voice
    net.outputs.append(net.curve(14, net.dense(1)))
    noise = net.gru(net.concat([first, voice, 0]), states[1], 48, 19)
    denoised = net.gru(net.concat([voice, noise, 0]), states[2], 96, 28)
    net.last = denoised
    net.outputs += [net.curve(14, net.dense(22)), voice, noise, denoised]
    return net.finish()


NETWORKS = {
    each.__name__: each
    for each in (mobilenet_v2, micronet_kws_m, micronet_vww4, micronet_ad_m, wav2letter_pruned, rnnoise)
}
