#include "runner/line.h"

#include <string.h>

#include "console/console.h"

namespace tinyrig {
namespace {

const int kMantissaBits = 23;
const uint32_t kDecimals = 1000000;
const int kDecimalDigits = 6;

}  // namespace

void Line::put(char character) {
  if (length_ < kCapacity) {
    buffer_[length_++] = character;
  }
}

Line& Line::text(const char* text) {
  for (; *text != '\0'; text++) {
    put(*text);
  }
  return *this;
}

Line& Line::decimal(uint32_t value) {
  char digits[10];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count > 0) {
    put(digits[--count]);
  }
  return *this;
}

Line& Line::decimal(int32_t value) {
  if (value >= 0) {
    return decimal(static_cast<uint32_t>(value));
  }
  put('-');
  return decimal(0u - static_cast<uint32_t>(value));
}

Line& Line::hex(uint32_t value) {
  for (int shift = 28; shift >= 0; shift -= 4) {
    put("0123456789abcdef"[(value >> shift) & 0xF]);
  }
  return *this;
}

Line& Line::real(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof(bits));
  const int exponent = static_cast<int>((bits >> kMantissaBits) & 0xFF);
  const uint32_t fraction = bits & ((1u << kMantissaBits) - 1);
  if ((bits >> 31) != 0) {
    put('-');
  }
  if (exponent == 0xFF) {
    text(fraction == 0 ? "inf" : "nan");
  } else if (exponent >= 127 + 31) {
    text("big");
  } else {
    /* value = mantissa * 2^-shift; integers only, so that every core prints the same digits. */
    const uint64_t mantissa = exponent == 0 ? fraction : fraction | (1u << kMantissaBits);
    const int shift = 127 + kMantissaBits - (exponent == 0 ? 1 : exponent);
    uint64_t scaled = mantissa * kDecimals;
    if (shift > 60) {
      scaled = 0;
    } else if (shift > 0) {
      scaled = (scaled + (1ull << (shift - 1))) >> shift;
    } else {
      scaled <<= -shift;
    }
    decimal(static_cast<uint32_t>(scaled / kDecimals));
    put('.');
    uint32_t rest = static_cast<uint32_t>(scaled % kDecimals);
    char digits[kDecimalDigits];
    for (int i = kDecimalDigits - 1; i >= 0; i--) {
      digits[i] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    }
    for (int i = 0; i < kDecimalDigits; i++) {
      put(digits[i]);
    }
  }
  put('/');
  return hex(bits);
}

void Line::write() {
  buffer_[length_++] = '\n';
  buffer_[length_] = '\0';
  console_write(buffer_);
  length_ = 0;
}

}  // namespace tinyrig
