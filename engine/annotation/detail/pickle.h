#pragma once

#include "engine/annotation/detail/npyfile.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch::annotation {

/// A value of a pickle. Texts, bytes and arrays lie in the pickle's own bytes.
struct PickleValue {
  enum class Kind { None, Truth, Integer, Real, Text, Bytes, List, Tuple, Dict, Name, Type, Array, Mark };
  Kind kind = Kind::None;
  std::int64_t integer = 0; ///< of Truth and Integer
  double real = 0.0;
  std::string_view text;                 ///< of Text and Bytes; of Name "module name"
  std::vector<const PickleValue*> items; ///< of a Dict keys and values by turns, of an Array of objects these
  NumpyArray array;                      ///< of an Array; of a Type its `type` only
};

/// Python's pickle, as NumPy writes objects with it, read as data: texts, numbers, lists, tuples, dicts and NumPy's
/// arrays. A pickle is a program that may call anything by name; here a name means nothing unless it is one of the few
/// that NumPy's arrays are made of, and then only their bytes are looked at. Nothing is imported, called or run.
class Pickle {
public:
  /// @param bytes  must outlive this  @throws FormatError for every other name, and if the pickle is damaged.
  explicit Pickle(std::string_view bytes);
  ~Pickle();
  Pickle(const Pickle&) = delete;
  Pickle& operator=(const Pickle&) = delete;

  const PickleValue& value() const { return *value_; }
  /// The value of a dict's key; nullptr if it is no dict or has no such key.
  static const PickleValue* find(const PickleValue& dict, std::string_view key);

private:
  friend class PickleMachine;
  std::deque<PickleValue> values_; // all that there are, so that a pickle may tie them into a knot
  std::deque<std::string> texts_;
  const PickleValue* value_ = nullptr;
};

} // namespace cytosketch::annotation
