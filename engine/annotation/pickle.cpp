#include "engine/annotation/detail/pickle.h"

#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <unordered_map>

namespace cytosketch::annotation {
namespace {

using Kind = PickleValue::Kind;

/// More values than any file of masks has; each takes some memory.
constexpr std::size_t mostValues = 1000000;

[[noreturn]] void fail(const std::string& what) {
  throw FormatError(what, "pickle", "Save the masks as TIFF in Cellpose instead");
}

/// Modules that a NumPy array's names may come from; numpy.core is called numpy._core from NumPy 2 on.
constexpr std::array names{
    "numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct", "numpy ndarray",
    "numpy dtype",                        "numpy.core.multiarray scalar",        "numpy._core.multiarray scalar",
    "numpy.core.numeric _frombuffer",     "numpy._core.numeric _frombuffer",     "_codecs encode"};

} // namespace

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
        fail("it holds an instruction that arrays do not need (" +
             std::to_string(static_cast<int>(static_cast<unsigned char>(code))) + ")");
      }
    }
  }

private:
  using Value = PickleValue;

  // What is read
  char byte() { return take(1).front(); }
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) {
      fail("it ends early");
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
      fail("it ends early");
    }
    const std::string_view part = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return part;
  }

  // The stack
  Value& push(Kind kind) {
    if (pickle_.values_.size() == mostValues) {
      fail("it holds more values than any masks have");
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
      fail("it is damaged");
    }
    Value* const value = stack_.back();
    stack_.pop_back();
    return value;
  }
  Value& top(Kind kind) {
    if (stack_.empty() || stack_.back()->kind != kind) {
      fail("it is damaged");
    }
    return *stack_.back();
  }
  std::vector<const Value*> popToMark() {
    const auto mark = std::find_if(stack_.rbegin(), stack_.rend(), [](Value* v) { return v->kind == Kind::Mark; });
    if (mark == stack_.rend()) {
      fail("it is damaged");
    }
    std::vector<const Value*> items(mark.base(), stack_.end());
    stack_.erase(mark.base() - 1, stack_.end());
    return items;
  }
  void append(Value& container, const std::vector<const Value*>& items) {
    if (container.kind == Kind::Dict && items.size() % 2 != 0) {
      fail("it is damaged");
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
      fail("it holds a number beyond 64 bits");
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
      fail("it holds a number that is none");
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
      fail("it is damaged");
    }
    stack_.push_back(found->second);
  };
  const auto written = [this] {
    const std::string_view digits = line();
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      fail("it is damaged");
    }
    return index;
  };
  switch (code) {
  case '\x80':
    if (littleEndian(1) > 5) {
      fail("it is of a newer kind than is known");
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

bool PickleMachine::object(char code) {
  switch (code) {
  case 'c': {
    const std::string_view module = line();
    name(module, line());
    return true;
  }
  case '\x93': {
    const std::string_view what = pop()->text;
    const std::string_view module = pop()->text;
    name(module, what);
    return true;
  }
  case 'R':
    reduce();
    return true;
  case 'b':
    build();
    return true;
  default:
    return false;
  }
}

void PickleMachine::name(std::string_view module, std::string_view what) {
  std::string full = std::string(module).append(" ").append(what);
  if (std::find(names.begin(), names.end(), full) == names.end()) {
    full.resize(std::min<std::size_t>(full.size(), 80));
    std::replace_if(full.begin(), full.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    throw FormatError("asks to run '" + full + "', which masks do not need; nothing was run", "pickle",
                      "Do not open this file in Python either, unless you know where it comes from");
  }
  pushOwned(Kind::Name, std::move(full));
}

/// What NumPy's functions make of their arguments.
void PickleMachine::reduce() {
  const Value& arguments = *pop();
  const Value& function = *pop();
  if (arguments.kind != Kind::Tuple || function.kind != Kind::Name) {
    fail("it is damaged");
  }
  const auto argument = [&](std::size_t i, Kind kind) -> const Value& {
    if (i >= arguments.items.size() || arguments.items[i]->kind != kind) {
      fail("an array in it is damaged");
    }
    return *arguments.items[i];
  };
  if (function.text.ends_with(" _reconstruct")) {
    push(Kind::Array); // its state follows
  } else if (function.text.ends_with(" dtype")) {
    const bool asText = !arguments.items.empty() && arguments.items[0]->kind == Kind::Text;
    push(Kind::Type).array.type = numpyTypeOf(argument(0, asText ? Kind::Text : Kind::Bytes).text);
  } else if (function.text.ends_with(" encode")) {
    // Python 2's way to write bytes: a text of the letters 0 to 255.
    std::string bytes;
    const std::string_view letters = argument(0, Kind::Text).text;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const auto c = static_cast<unsigned char>(letters[i]);
      const bool two = (c == 0xC2 || c == 0xC3) && i + 1 < letters.size();
      bytes += static_cast<char>(two ? static_cast<unsigned char>(letters[++i]) | (c == 0xC3 ? 0x40U : 0U) : c);
    }
    pushOwned(Kind::Bytes, std::move(bytes));
  } else if (function.text.ends_with(" scalar")) {
    Value& scalar = push(Kind::Array);
    scalar.array.type = argument(0, Kind::Type).array.type;
    scalar.array.bytes = arguments.items.size() > 1 ? arguments.items[1]->text : std::string_view();
  } else if (function.text.ends_with(" _frombuffer")) {
    reconstructed({nullptr, &argument(2, Kind::Tuple), &argument(1, Kind::Type), nullptr, &argument(0, Kind::Bytes)});
    stack_.back()->array.fortranOrder = argument(3, Kind::Text).text == "F";
  } else {
    fail("it is damaged");
  }
}

/// An array of version, shape, type, order, bytes.
void PickleMachine::reconstructed(const std::vector<const Value*>& state) {
  NumpyArray array;
  array.type = state[2]->array.type;
  for (const Value* const axis : state[1]->items) {
    if (axis->kind != Kind::Integer || axis->integer < 0) {
      fail("an array in it is damaged");
    }
    array.shape.push_back(axis->integer);
  }
  array.fortranOrder = state[3] != nullptr && state[3]->integer != 0;
  array.bytes = state[4]->text;
  Value& value = push(Kind::Array);
  if (array.type.kind == 'O') { // its objects are a list
    value.items = state[4]->items;
  } else {
    requireComplete(array);
  }
  value.array = std::move(array);
}

void PickleMachine::build() {
  const Value& state = *pop();
  Value& object = *pop();
  if (state.kind != Kind::Tuple || state.items.size() < 5) {
    fail("an array in it is damaged");
  }
  if (object.kind == Kind::Type) { // (version, byte order, …)
    object.array.type.bigEndian = state.items[1]->text == ">";
    stack_.push_back(&object);
    return;
  }
  if (object.kind != Kind::Array || state.items[1]->kind != Kind::Tuple || state.items[2]->kind != Kind::Type) {
    fail("an array in it is damaged");
  }
  reconstructed(state.items);
  object.array = stack_.back()->array; // the memo knows the object under its first address
  object.items = stack_.back()->items;
  stack_.back() = &object;
}

Pickle::Pickle(std::string_view bytes) {
  PickleMachine(bytes, *this).run();
}

Pickle::~Pickle() = default;

const PickleValue* Pickle::find(const PickleValue& dict, std::string_view key) {
  if (dict.kind == Kind::Dict) {
    for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
      const PickleValue& name = *dict.items[i];
      if ((name.kind == Kind::Text || name.kind == Kind::Bytes) && name.text == key) {
        return dict.items[i + 1];
      }
    }
  }
  return nullptr;
}

} // namespace cytosketch::annotation
