#include "extractor/record/json_out.h"

namespace pathex {

void JsonOut::Key(std::string_view key) {
  if (first_) {
    buffer_.Put('"');
  } else {
    buffer_.Put(",\"");
  }
  buffer_.PutPlain(key);
  buffer_.Put("\":");
  first_ = false;
}

void JsonOut::Quoted(std::string_view text) {
  buffer_.Put('"');
  buffer_.PutText(text);
  buffer_.Put('"');
}

void JsonOut::Write(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kText:
      return Quoted(node.text);
    case Node::Kind::kNumber:
      return buffer_.PutThousandths(node.thousandths);
    case Node::Kind::kBool:
      return node.flag ? buffer_.Put("true") : buffer_.Put("false");
    case Node::Kind::kArray:
      Open('[');
      for (const Node& item : node.items) {
        Item();
        Write(item);
      }
      return Close(']');
    case Node::Kind::kObject:
      Open('{');
      for (const auto& [key, member] : node.members) {
        Key(key);
        Write(member);
      }
      return Close('}');
  }
}

void JsonOut::Text(std::string_view key, std::string_view text) {
  Key(key);
  Quoted(text);
}

void JsonOut::Number(std::string_view key, uint64_t number) {
  Key(key);
  buffer_.PutNumber(number);
}

void JsonOut::Flag(std::string_view key, bool flag) {
  Key(key);
  flag ? buffer_.Put("true") : buffer_.Put("false");
}

}  // namespace pathex
