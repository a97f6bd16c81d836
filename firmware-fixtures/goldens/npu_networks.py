"""Whole networks for the NPU tests, with the shapes of published ones and random weights."""

import numpy as np

from npu_ops import (
    INT8, NONE, RELU6, SAME, VALID, Options, Tensor, add_options, bias_of, fm, model, out_size,
)

RELU6_SCALE, WIDE_SCALE = 6 / 255, 0.2

# MobileNetV2, table 2: expansion, channels, repetitions, stride.
BOTTLENECKS = (
    (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
)


class Network:
    def __init__(self, shape):
        self.rng = np.random.default_rng(1)
        self.tensors = [fm(shape, INT8, RELU6_SCALE, -1)]
        self.operators = []
        self.last = 0

    def shape(self):
        return self.tensors[self.last].shape

    def tensor(self, tensor):
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def weights(self, shape, channels, axis):
        data = np.clip(np.round(self.rng.laplace(0, 25, shape)), -127, 127)
        return self.tensor(Tensor(shape, INT8, self.rng.uniform(0.005, 0.01, channels), 0, data, axis))

    def bias(self, weights, channels):
        return self.tensor(bias_of(self.rng, self.tensors[self.last], self.tensors[weights], channels))

    def append(self, code, version, options, inputs, shape, scale, zero):
        out = self.tensor(fm(shape, INT8, scale, zero))
        self.operators.append((code, version, options, inputs, [out]))
        self.last = out

    def conv(self, channels, kernel, stride, act=RELU6, scale=RELU6_SCALE):
        _, height, width, depth = self.shape()
        w = self.weights([channels, kernel, kernel, depth], channels, 0)
        b = self.bias(w, channels)
        shape = [1, out_size(height, kernel, stride, 1, SAME), out_size(width, kernel, stride, 1, SAME), channels]
        options = Options(1, (0, "byte", SAME), (1, "int", stride), (2, "int", stride), (3, "byte", act), (4, "int", 1), (5, "int", 1))
        self.append(3, 3, options, [self.last, w, b], shape, scale, -128 if act else 0)

    def depthwise(self, kernel, stride):
        _, height, width, depth = self.shape()
        w = self.weights([1, kernel, kernel, depth], depth, 3)
        b = self.bias(w, depth)
        shape = [1, out_size(height, kernel, stride, 1, SAME), out_size(width, kernel, stride, 1, SAME), depth]
        options = Options(2, (0, "byte", SAME), (1, "int", stride), (2, "int", stride), (3, "int", 1), (4, "byte", RELU6))
        options.fields += ((5, "int", 1), (6, "int", 1))
        self.append(4, 3, options, [self.last, w, b], shape, RELU6_SCALE, -128)

    def add(self, other):
        self.append(0, 2, add_options(), [other, self.last], self.shape(), WIDE_SCALE, 3)

    def average(self):
        _, height, width, depth = self.shape()
        options = Options(5, (0, "byte", VALID), (1, "int", width), (2, "int", height), (3, "int", width), (4, "int", height), (5, "byte", 0))
        self.append(1, 2, options, [self.last], [1, 1, 1, depth], RELU6_SCALE, -128)

    def softmax(self):
        self.append(25, 2, Options(9, (0, "float", 1.0)), [self.last], self.shape(), 1 / 256, -128)

    def finish(self):
        return model(self.tensors, self.operators, [0], [self.last])


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
