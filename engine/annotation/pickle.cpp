#include "engine/annotation/detail/picklemachine.h"

#include <bit>
#include <charconv>

// What a pickle's instructions do that make numbers, texts and containers.
namespace cytosketch::annotation {

bool PickleMachine::number(char code) {
  const auto integer = [this](std::int64_t value) { push(Kind::Integer).integer = value; };
  switch (code) {
  case 'N':
    push(Kind::None);
    return true;
  case '\x88':
  case '\x89':
    push(Kind::Truth).integer = code == '\x88' ? 1 : 0;
    return true;
  case 'J':
    integer(static_cast<std::int32_t>(littleEndian(4)));
    return true;
  case 'K':
    integer(static_cast<std::int64_t>(littleEndian(1)));
    return true;
  case 'M':
    integer(static_cast<std::int64_t>(littleEndian(2)));
    return true;
  case '\x8a':
  case '\x8b': { // of any length; those beyond 64 bits are no label and no size
    const std::uint64_t length = littleEndian(code == '\x8a' ? 1 : 4);
    if (length > 8) {
      failPickle("it holds a number beyond 64 bits");
    }
    const std::uint64_t value = littleEndian(length);
    const bool negative = length > 0 && length < 8 && (value >> (8 * length - 1)) != 0;
    integer(static_cast<std::int64_t>(negative ? value | ~std::uint64_t{0} << (8 * length) : value));
    return true;
  }
  case 'G': { // big-endian
    std::uint64_t value = 0;
    for (const char c : take(8)) {
      value = value << 8U | static_cast<unsigned char>(c);
    }
    push(Kind::Real).real = std::bit_cast<double>(value);
    return true;
  }
  case 'I':
  case 'L':
  case 'F': {
    std::string_view digits = line();
    if (code == 'I' && (digits == "00" || digits == "01")) {
      push(Kind::Truth).integer = digits == "01" ? 1 : 0;
      return true;
    }
    if (code == 'L' && digits.ends_with('L')) {
      digits.remove_suffix(1);
    }
    Value& value = push(code == 'F' ? Kind::Real : Kind::Integer);
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = code == 'F' ? std::from_chars(digits.data(), end, value.real)
                                           : std::from_chars(digits.data(), end, value.integer);
    if (error != std::errc() || stop != end) {
      failPickle("it holds a number that is none");
    }
    return true;
  }
  default:
    return false;
  }
}

bool PickleMachine::text(char code) {
  switch (code) {
  case 'X':
  case '\x8c':
  case '\x8d':
    pushText(Kind::Text, take(littleEndian(code == 'X' ? 4 : code == '\x8c' ? 1 : 8)));
    return true;
  case 'B':
  case 'C':
  case '\x8e':
  case '\x96':
    pushText(Kind::Bytes, take(littleEndian(code == 'B' ? 4 : code == 'C' ? 1 : 8)));
    return true;
  case 'T':
  case 'U': // Python 2's texts, which are bytes
    pushText(Kind::Bytes, take(littleEndian(code == 'T' ? 4 : 1)));
    return true;
  case 'V':
  case 'S': {
    std::string_view word = line(); // escapes are left as they are: nothing that is looked for has any
    if (code == 'S' && word.size() >= 2 && (word.front() == '\'' || word.front() == '"')) {
      word = word.substr(1, word.size() - 2);
    }
    pushText(Kind::Text, word);
    return true;
  }
  default:
    return false;
  }
}

bool PickleMachine::container(char code) {
  const auto gather = [this](Kind kind, const std::vector<const Value*>& items) { append(push(kind), items); };
  switch (code) {
  case '(':
    push(Kind::Mark);
    return true;
  case ']':
  case ')':
  case '}':
    push(code == ']' ? Kind::List : code == ')' ? Kind::Tuple : Kind::Dict);
    return true;
  case 'l':
  case 't':
  case 'd':
    gather(code == 'l' ? Kind::List : code == 't' ? Kind::Tuple : Kind::Dict, popToMark());
    return true;
  case '\x85':
  case '\x86':
  case '\x87': {
    std::vector<const Value*> items(static_cast<std::size_t>(code - '\x85') + 1);
    std::generate(items.rbegin(), items.rend(), [this] { return pop(); });
    gather(Kind::Tuple, items);
    return true;
  }
  case 'a':
  case 'e': {
    const std::vector<const Value*> items = code == 'a' ? std::vector<const Value*>{pop()} : popToMark();
    append(top(Kind::List), items);
    return true;
  }
  case 's':
  case 'u': {
    std::vector<const Value*> items;
    if (code == 'u') {
      items = popToMark();
    } else {
      items = {nullptr, pop()};
      items.front() = pop();
    }
    append(top(Kind::Dict), items);
    return true;
  }
  default:
    return false;
  }
}

bool PickleMachine::memory(char code) {
  const auto put = [this](std::uint64_t index) {
    Value* const value = pop();
    stack_.push_back(value);
    memo_[index] = value;
  };
  const auto get = [this](std::uint64_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end()) {
      failPickle("it is damaged");
    }
    stack_.push_back(found->second);
  };
  const auto written = [this] {
    const std::string_view digits = line();
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      failPickle("it is damaged");
    }
    return index;
  };
  switch (code) {
  case '\x80':
    if (littleEndian(1) > 5) {
      failPickle("it is of a newer kind than is known");
    }
    return true;
  case '\x95':
    littleEndian(8); // length of a frame: only for readers that fetch by frames
    return true;
  case 'q':
  case 'r':
    put(littleEndian(code == 'q' ? 1 : 4));
    return true;
  case 'h':
  case 'j':
    get(littleEndian(code == 'h' ? 1 : 4));
    return true;
  case 'p':
    put(written());
    return true;
  case 'g':
    get(written());
    return true;
  case '\x94':
    put(memo_.size());
    return true;
  case '0':
    pop();
    return true;
  case '2': {
    Value* const value = pop();
    stack_.insert(stack_.end(), {value, value});
    return true;
  }
  case '1':
    popToMark();
    return true;
  default:
    return false;
  }
}

Pickle::Pickle(std::string_view bytes) {
  PickleMachine(bytes, *this).run();
}

Pickle::~Pickle() = default;

const PickleValue* Pickle::find(const PickleValue& dict, std::string_view key) {
  if (dict.kind == PickleValue::Kind::Dict) {
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
      const PickleValue& name = *dict.items[i];
      if ((name.kind == PickleValue::Kind::Text || name.kind == PickleValue::Kind::Bytes) && name.text == key) {
        return dict.items[i + 1];
      }
    }
  }
  return nullptr;
}

} // namespace cytosketch::annotation
