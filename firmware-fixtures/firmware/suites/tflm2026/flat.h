// Reads tables and vectors of a FlatBuffer in place.
#ifndef TINYRIG_TFLM2026_FLAT_H_
#define TINYRIG_TFLM2026_FLAT_H_

#include <stdint.h>

namespace tflm2026 {

// A list of numbers as it lies in a model: nodes point straight at it.
struct IntArray {
  int32_t size;
  int32_t data[1];
};

inline int32_t word_at(const uint8_t* at) { return *reinterpret_cast<const int32_t*>(at); }

class Table {
 public:
  explicit Table(const uint8_t* at) : at_(at) {}

  int32_t number(int field, int32_t absent) const {
    const uint8_t* place = find(field);
    return place ? word_at(place) : absent;
  }

  // The list in this field, null when it is absent.
  const IntArray* list(int field) const {
    const uint8_t* place = find(field);
    return place ? reinterpret_cast<const IntArray*>(place + word_at(place)) : nullptr;
  }

  Table child(int field) const {
    const uint8_t* place = find(field);
    return Table(place + word_at(place));
  }

  int count(int field) const {
    const IntArray* all = list(field);
    return all ? all->size : 0;
  }

  Table element(int field, int index) const {
    const uint8_t* place = reinterpret_cast<const uint8_t*>(&list(field)->data[index]);
    return Table(place + word_at(place));
  }

 private:
  const uint8_t* find(int field) const {
    const uint8_t* layout = at_ - word_at(at_);
    const uint16_t* entries = reinterpret_cast<const uint16_t*>(layout);
    int known = entries[0] / 2 - 2;
    int offset = field < known ? entries[2 + field] : 0;
    return offset ? at_ + offset : nullptr;
  }

  const uint8_t* at_;
};

// Fields of the schema, by table.
enum ModelField { kModelCodes = 1, kModelGraphs = 2, kModelBuffers = 4 };
enum CodeField { kCodeNumber = 3 };
enum GraphField { kGraphTensors, kGraphInputs, kGraphOutputs, kGraphOperators };
enum TensorField { kTensorShape, kTensorType, kTensorBuffer };
enum OperatorField { kOperatorCode, kOperatorInputs, kOperatorOutputs, kOperatorOptions = 4 };

}  // namespace tflm2026

#endif
