/* One line of console output, built in a fixed buffer and written in one piece. */
#ifndef TINYRIG_RUNNER_LINE_H_
#define TINYRIG_RUNNER_LINE_H_

#include <stddef.h>
#include <stdint.h>

namespace tinyrig {

class Line {
 public:
  Line() : length_(0) {}

  Line& text(const char* text);
  Line& decimal(uint32_t value);
  Line& decimal(int32_t value);
  /* Eight hexadecimal digits. */
  Line& hex(uint32_t value);
  /* A float as six decimals, rounded half up, and its bits: the decimals are for people. */
  Line& real(float value);

  /* Adds the line feed, writes and empties the line. */
  void write();

 private:
  /* Longest line: 16 float values. What does not fit is cut. */
  static const size_t kCapacity = 512;

  void put(char character);

  char buffer_[kCapacity + 2];
  size_t length_;
};

}  // namespace tinyrig

#endif
