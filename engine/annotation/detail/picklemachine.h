#pragma once

#include "engine/annotation/detail/pickle.h"
#include "engine/image/error.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace cytosketch::annotation {

/// The error of a pickle that is damaged or holds what masks do not need.
[[noreturn]] inline void failPickle(const std::string& what) {
  throw FormatError(what, "pickle", "Save the masks as TIFF in Cellpose instead");
}

/// The stack machine that a pickle is written for.
class PickleMachine {
public:
  PickleMachine(std::string_view bytes, Pickle& pickle) : bytes_(bytes), pickle_(pickle) {}

  void run() {
    while (true) {
      const char code = byte();
      if (code == '.') {
        pickle_.value_ = pop();
        return;
      }
      if (!number(code) && !text(code) && !container(code) && !memory(code) && !object(code)) {
        failPickle("it holds an instruction that arrays do not need (" +
                   std::to_string(static_cast<int>(static_cast<unsigned char>(code))) + ")");
      }
    }
  }

private:
  using Value = PickleValue;
  using Kind = PickleValue::Kind;

  /// More values than any file of masks has; each takes some memory.
  static constexpr std::size_t mostValues = 1000000;

  // What is read
  char byte() { return take(1).front(); }
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) {
      failPickle("it ends early");
    }
    const std::string_view part = bytes_.substr(at_, count);
    at_ += count;
    return part;
  }
  std::uint64_t littleEndian(std::size_t count) {
    std::uint64_t value = 0;
    const std::string_view part = take(count);
    for (std::size_t i = count; i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(part[i]);
    }
    return value;
  }
  std::string_view line() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) {
      failPickle("it ends early");
    }
    const std::string_view part = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return part;
  }

  // The stack
  Value& push(Kind kind) {
    if (pickle_.values_.size() == mostValues) {
      failPickle("it holds more values than any masks have");
    }
    Value& value = pickle_.values_.emplace_back();
    value.kind = kind;
    stack_.push_back(&value);
    return value;
  }
  void pushText(Kind kind, std::string_view text) { push(kind).text = text; }
  void pushOwned(Kind kind, std::string text) { pushText(kind, pickle_.texts_.emplace_back(std::move(text))); }
  Value* pop() {
    if (stack_.empty() || stack_.back()->kind == Kind::Mark) {
      failPickle("it is damaged");
    }
    Value* const value = stack_.back();
    stack_.pop_back();
    return value;
  }
  Value& top(Kind kind) {
    if (stack_.empty() || stack_.back()->kind != kind) {
      failPickle("it is damaged");
    }
    return *stack_.back();
  }
  std::vector<const Value*> popToMark() {
    const auto mark = std::find_if(stack_.rbegin(), stack_.rend(), [](Value* v) { return v->kind == Kind::Mark; });
    if (mark == stack_.rend()) {
      failPickle("it is damaged");
    }
    std::vector<const Value*> items(mark.base(), stack_.end());
    stack_.erase(mark.base() - 1, stack_.end());
    return items;
  }
  void append(Value& container, const std::vector<const Value*>& items) {
    if (container.kind == Kind::Dict && items.size() % 2 != 0) {
      failPickle("it is damaged");
    }
    container.items.insert(container.items.end(), items.begin(), items.end());
  }

  // Instructions, by family; true if it was one
  bool number(char code);
  bool text(char code);
  bool container(char code);
  bool memory(char code);
  bool object(char code);

  void name(std::string_view module, std::string_view what);
  void reduce();
  void build();
  void reconstructed(const std::vector<const Value*>& state);

  std::string_view bytes_;
  Pickle& pickle_;
  std::size_t at_ = 0;
  std::vector<Value*> stack_;
  std::unordered_map<std::uint64_t, Value*> memo_;
};

} // namespace cytosketch::annotation
