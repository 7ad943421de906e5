#include "extractor/sinks/record_lines.h"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace pathex {
namespace {

constexpr size_t kBlock = 1 << 18;
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr int kAnyGzip = 15 + 16;

}  // namespace

struct RecordLines::State {
  enum class Packing { kUnknown, kNone, kGzip, kZstd };

  ~State() {
    if (descriptor > STDIN_FILENO) close(descriptor);
    if (packing == Packing::kGzip) inflateEnd(&gzip);
    ZSTD_freeDStream(zstd);
  }

  // More of the unpacked text; false at the end.
  bool Fill() {
    if (begin > 0) {
      text.erase(0, begin);
      begin = 0;
    }
    const size_t before = text.size();
    while (text.size() == before) {
      if (packed_begin == packed.size() && !ReadBlock()) {
        if (in_frame && !error) Damaged("it is cut off");
        return false;
      }
      if (!Unpack()) return false;
    }
    return true;
  }

  bool ReadBlock() {
    packed.resize(kBlock);
    packed_begin = 0;
    ssize_t n = 0;
    do {
      n = read(descriptor, packed.data(), packed.size());
    } while (n < 0 && errno == EINTR);
    packed.resize(n > 0 ? static_cast<size_t>(n) : 0);
    if (n < 0) error = Error{"S001", path, std::string("cannot be read: ") + std::strerror(errno)};
    if (n > 0 && packing == Packing::kUnknown) Begin();
    return n > 0;
  }

  void Begin() {
    const std::string_view head(packed.data(), packed.size());
    if (head.starts_with(kZstdMagic)) {
      packing = Packing::kZstd;
      zstd = ZSTD_createDStream();
    } else if (head.starts_with(kGzipMagic) && inflateInit2(&gzip, kAnyGzip) == Z_OK) {
      packing = Packing::kGzip;
    } else {
      packing = Packing::kNone;
    }
  }

  bool Unpack() {
    const char* in = packed.data() + packed_begin;
    const size_t n = packed.size() - packed_begin;
    if (packing == Packing::kNone) {
      text.append(in, n);
      packed_begin = packed.size();
      return true;
    }
    const size_t before = text.size();
    text.resize(before + kBlock);
    const bool fine =
        packing == Packing::kZstd ? UnpackZstd(in, n, before) : UnpackGzip(in, n, before);
    return fine ||
           Damaged("its bytes are no " + std::string(packing == Packing::kZstd ? "zstd" : "gzip"));
  }

  bool UnpackZstd(const char* in, size_t n, size_t before) {
    ZSTD_inBuffer input{in, n, 0};
    ZSTD_outBuffer output{text.data() + before, kBlock, 0};
    const size_t left = ZSTD_decompressStream(zstd, &output, &input);
    text.resize(before + output.pos);
    packed_begin += input.pos;
    in_frame = left != 0;
    return ZSTD_isError(left) == 0;
  }

  bool UnpackGzip(const char* in, size_t n, size_t before) {
    gzip.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in));
    gzip.avail_in = static_cast<uInt>(n);
    gzip.next_out = reinterpret_cast<Bytef*>(text.data() + before);
    gzip.avail_out = kBlock;
    const int status = inflate(&gzip, Z_NO_FLUSH);
    text.resize(text.size() - gzip.avail_out);
    packed_begin = packed.size() - gzip.avail_in;
    in_frame = status != Z_STREAM_END;
    if (status == Z_STREAM_END) inflateReset(&gzip);  // members may follow each other
    return status == Z_OK || status == Z_STREAM_END;
  }

  bool Damaged(const std::string& reason) {
    error = Error{"S052", path, "is damaged: " + reason};
    return false;
  }

  std::string path;
  int descriptor = -1;
  Packing packing = Packing::kUnknown;
  std::vector<char> packed;
  size_t packed_begin = 0;
  bool in_frame = false;
  z_stream gzip{};
  ZSTD_DStream* zstd = nullptr;
  std::string text;
  size_t begin = 0;
  std::optional<Error> error;
};

Result<RecordLines> RecordLines::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  state->descriptor = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->descriptor < 0) {
    return Error{"S001", path, std::string("cannot be read: ") + std::strerror(errno)};
  }
  return RecordLines(std::move(state));
}

RecordLines::RecordLines(std::unique_ptr<State> state) : state_(std::move(state)) {}
RecordLines::RecordLines(RecordLines&&) noexcept = default;
RecordLines::~RecordLines() = default;

const std::optional<Error>& RecordLines::error() const { return state_->error; }

bool RecordLines::Next(std::string* line) {
  size_t looked = state_->begin;
  for (;;) {
    const size_t end = state_->text.find('\n', looked);
    if (end != std::string::npos) {
      line->assign(state_->text, state_->begin, end - state_->begin);
      state_->begin = end + 1;
      return true;
    }
    const size_t seen = state_->text.size() - state_->begin;
    if (!state_->Fill()) {
      line->assign(state_->text, state_->begin);
      state_->text.clear();
      state_->begin = 0;
      return !line->empty() && !state_->error;
    }
    looked = state_->begin + seen;
  }
}

std::optional<RecordName> NameOfRecord(std::string_view line) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::object source;
  std::string_view id, path;
  if (parser.parse(line.data(), line.size()).get(root) || root["source"].get(source) ||
      source["id"].get(id) || source["path"].get(path)) {
    return std::nullopt;
  }
  simdjson::dom::array parts;
  const bool failed = !source["parts"].get(parts) && parts.size() == 0;
  return RecordName{std::string(id), std::string(path), failed};
}

}  // namespace pathex
