// Pack: plain structs to bytes and back, for caches that only the very build that wrote them reads.
//
//   PackWriter writer;                       PackReader reader(writer.bytes());
//   writer(term.name, term.values);          reader(term.name, term.values);
//                                            if (!reader.complete()) …
//
// Known are numbers, enumerations, strings, the standard containers, and structs with a function
//   template <typename Visit> void VisitFields(Visit& visit, PackedAs<Term> auto& term) {
//     auto& [name, origin, values] = term;   // no longer compiles when a field is added
//     visit(name, origin, values);
//   }
// or, for private fields, a static member of that name. Structs of nothing but numbers need none:
// they are written as they lie in memory.
#ifndef PATHEX_EXTRACTOR_BASE_PACK_H_
#define PATHEX_EXTRACTOR_BASE_PACK_H_

#include <concepts>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pathex {

// T or const T: one VisitFields serves writing and reading.
template <typename Given, typename T>
concept PackedAs = std::same_as<std::remove_const_t<Given>, T>;

// Written as it lies in memory: holds no address.
template <typename T>
concept PackedPlain = std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> &&
                      !std::same_as<std::remove_const_t<T>, std::string_view>;

template <typename T, typename Visit>
concept PackedByMember = requires(Visit& visit, T& value) {
  T::VisitFields(visit, value);
};

template <typename T>
concept PackedRange = requires(T& range) {
  typename T::value_type;
  range.begin();
  range.size();
  range.clear();
};

template <typename T>
concept PackedMap = PackedRange<T> && requires {
  typename T::mapped_type;
};

class PackWriter {
 public:
  template <typename... Ts>
  void operator()(const Ts&... values) {
    (Put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  template <typename T>
  void Put(const T& value) {
    if constexpr (PackedPlain<T>) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, std::string_view>) {
      PutSize(value.size());
      bytes_ += value;
    } else if constexpr (PackedMap<T>) {
      PutSize(value.size());
      for (const auto& [key, mapped] : value) (*this)(key, mapped);
    } else if constexpr (PackedRange<T>) {
      PutRange(value);
    } else if constexpr (requires { value.first; }) {
      (*this)(value.first, value.second);
    } else if constexpr (PackedByMember<const T, PackWriter>) {
      T::VisitFields(*this, value);
    } else {
      VisitFields(*this, value);
    }
  }

  template <typename T>
  void Put(const std::unique_ptr<T>& value) {
    (*this)(value != nullptr);
    if (value != nullptr) Put(*value);
  }

  template <typename Range>
  void PutRange(const Range& range) {
    PutSize(range.size());
    if constexpr (std::same_as<Range, std::vector<bool>>) {
      for (const bool value : range) Put(value);
    } else if constexpr (PackedPlain<typename Range::value_type> && requires { range.data(); }) {
      if (range.empty()) return;
      bytes_.append(reinterpret_cast<const char*>(range.data()), range.size() * sizeof range[0]);
    } else {
      for (const auto& value : range) Put(value);
    }
  }

  void PutSize(size_t size) { Put(static_cast<uint32_t>(size)); }

  std::string bytes_;
};

// Reads what a PackWriter of the same build wrote. Of other bytes it makes no sense but does no
// harm: it stops, and complete() says so.
class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename... Ts>
  void operator()(Ts&... values) {
    (Get(values), ...);
  }
  // A string where it lies.
  std::string_view View() {
    const size_t size = GetSize();
    const std::string_view view = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return view;
  }
  // Everything was there, and nothing is left.
  bool complete() const { return !failed_ && bytes_.empty(); }

 private:
  template <typename T>
  void Get(T& value) {
    if constexpr (std::same_as<T, bool>) {
      uint8_t byte = 0;  // another than 0 and 1 is no bool
      GetBytes(&byte, 1);
      value = byte != 0;
    } else if constexpr (PackedPlain<T>) {
      GetBytes(&value, sizeof value);
    } else if constexpr (std::same_as<T, std::string>) {
      value = View();
    } else if constexpr (PackedMap<T>) {
      GetMap(value);
    } else if constexpr (PackedRange<T>) {
      GetRange(value);
    } else if constexpr (requires { value.first; }) {
      (*this)(value.first, value.second);
    } else if constexpr (PackedByMember<T, PackReader>) {
      T::VisitFields(*this, value);
    } else {
      VisitFields(*this, value);
    }
  }

  template <typename T>
  void Get(std::unique_ptr<T>& value) {
    bool there = false;
    Get(there);
    if (!there) return;
    value = std::make_unique<T>();
    Get(*value);
  }

  template <typename Range>
  void GetRange(Range& range) {
    const size_t count = GetSize();
    if constexpr (std::same_as<Range, std::vector<bool>>) {
      range.resize(count);
      for (size_t i = 0; i < count; ++i) {
        bool value = false;
        Get(value);
        range[i] = value;
      }
    } else if constexpr (PackedPlain<typename Range::value_type> && requires { range.data(); }) {
      if (count > bytes_.size() / sizeof(typename Range::value_type)) return Fail();
      range.resize(count);
      if (count > 0) GetBytes(range.data(), count * sizeof range[0]);
    } else {
      range.clear();
      if constexpr (requires { range.reserve(count); }) range.reserve(count);
      for (size_t i = 0; i < count && !failed_; ++i) Get(range.emplace_back());
    }
  }

  template <typename Map>
  void GetMap(Map& map) {
    const size_t count = GetSize();
    map.clear();
    for (size_t i = 0; i < count && !failed_; ++i) {
      std::pair<typename Map::key_type, typename Map::mapped_type> row;
      (*this)(row.first, row.second);
      map.insert(std::move(row));
    }
  }

  // Of what takes at least a byte each.
  size_t GetSize() {
    uint32_t size = 0;
    Get(size);
    if (size > bytes_.size()) Fail();
    return failed_ ? 0 : size;
  }

  void GetBytes(void* to, size_t size) {
    if (size > bytes_.size()) return Fail();
    std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  void Fail() {
    failed_ = true;
    bytes_ = {};
  }

  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BASE_PACK_H_
