#include "engine/annotation/detail/picklemachine.h"

#include <array>

// What a pickle's names stand for.
namespace cytosketch::annotation {
namespace {

/// Modules that a NumPy array's names may come from; numpy.core is called numpy._core from NumPy 2 on.
constexpr std::array names{"numpy.core.multiarray _reconstruct",
                           "numpy._core.multiarray _reconstruct",
                           "numpy ndarray",
                           "numpy dtype",
                           "numpy.core.multiarray scalar",
                           "numpy._core.multiarray scalar",
                           "numpy.core.numeric _frombuffer",
                           "numpy._core.numeric _frombuffer",
                           "_codecs encode"};

} // namespace

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
    failPickle("it is damaged");
  }
  const auto argument = [&](std::size_t i, Kind kind) -> const Value& {
    if (i >= arguments.items.size() || arguments.items[i]->kind != kind) {
      failPickle("an array in it is damaged");
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
    failPickle("it is damaged");
  }
}

/// An array of version, shape, type, order, bytes.
void PickleMachine::reconstructed(const std::vector<const Value*>& state) {
  NumpyArray array;
  array.type = state[2]->array.type;
  for (const Value* const axis : state[1]->items) {
    if (axis->kind != Kind::Integer || axis->integer < 0) {
      failPickle("an array in it is damaged");
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
    failPickle("an array in it is damaged");
  }
  if (object.kind == Kind::Type) { // (version, byte order, …)
    object.array.type.bigEndian = state.items[1]->text == ">";
    stack_.push_back(&object);
    return;
  }
  if (object.kind != Kind::Array || state.items[1]->kind != Kind::Tuple || state.items[2]->kind != Kind::Type) {
    failPickle("an array in it is damaged");
  }
  reconstructed(state.items);
  object.array = stack_.back()->array; // the memo knows the object under its first address
  object.items = stack_.back()->items;
  stack_.back() = &object;
}

} // namespace cytosketch::annotation
