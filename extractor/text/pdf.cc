#include "extractor/text/pdf.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <utility>

#include "extractor/text/characters.h"
#include "extractor/text/decode.h"
#include "extractor/text/source_fields.h"

extern char** environ;

namespace pathex {
namespace {

// Closes a descriptor when it goes.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// The bytes in a file that has no name.
FILE* HiddenFile(std::string_view bytes) {
  FILE* file = std::tmpfile();
  if (file == nullptr) return nullptr;
  fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (!written || std::fflush(file) != 0 || lseek(fileno(file), 0, SEEK_SET) != 0) {
    std::fclose(file);
    return nullptr;
  }
  return file;
}

// Starts the program; 0 on success, else an errno.
int Spawn(const std::string& program, int input, int output, pid_t* pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string arguments[] = {program, "-q", "-layout", "-enc", "UTF-8", "-", "-"};
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const int result = posix_spawnp(pid, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return result;
}

enum class Outcome { kDone, kTooLong, kTooLarge };

// Everything the program writes, within the limits.
Outcome ReadAll(int fd, const ReadLimits& limits, std::string* text) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.pdf_seconds);
  char buffer[65536];
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Outcome::kTooLong;
    pollfd waiting = {fd, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<int64_t>(left.count(), 60'000)));
    if (ready < 0 && errno != EINTR) return Outcome::kDone;
    if (ready <= 0) continue;
    const ssize_t n = read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Outcome::kDone;
    text->append(buffer, static_cast<size_t>(n));
    if (text->size() > limits.part_bytes) return Outcome::kTooLarge;
  }
}

Error Failed(std::string message) { return {"S043", "", std::move(message)}; }

}  // namespace

bool LooksLikePdf(std::string_view bytes, std::string_view) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Result<std::string> PdfText(std::string_view bytes, const ReadOptions& options) {
  const Error missing = {
      "S041", "", "PDF needs the program pdftotext (Debian: poppler-utils), which is not there"};
  if (options.pdftotext.empty()) return missing;
  FILE* input = HiddenFile(bytes);
  if (input == nullptr) return Failed("no room for a temporary file");
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    std::fclose(input);
    return Failed("no pipe for pdftotext");
  }
  Descriptor output(ends[0]), theirs(ends[1]);
  pid_t pid = 0;
  const int started = Spawn(options.pdftotext, fileno(input), theirs.get(), &pid);
  std::fclose(input);
  theirs.Close();
  if (started != 0) return missing;
  std::string text;
  const Outcome outcome = ReadAll(output.get(), options.limits, &text);
  output.Close();
  if (outcome != Outcome::kDone) kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (outcome == Outcome::kTooLong) {
    return Failed("pdftotext took longer than " + std::to_string(options.limits.pdf_seconds) +
                  " seconds; raise pdf.seconds");
  }
  if (outcome == Outcome::kTooLarge) {
    return Failed("text is longer than " + std::to_string(options.limits.part_bytes) +
                  " bytes; raise part.bytes");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return missing;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Failed("pdftotext cannot read this document (damaged or encrypted)");
  }
  if (std::all_of(text.begin(), text.end(), [](char c) { return IsBlank(c) || c == '\f'; })) {
    return Error{"S042", "", "PDF has no text layer (a scan); run it through OCR first"};
  }
  return DecodeText(text, "UTF-8").text;
}

Part PdfPart(std::string text) {
  Part part;
  const auto breaks = std::count(text.begin(), text.end(), '\f');
  const size_t pages = static_cast<size_t>(breaks) + (text.empty() || text.back() == '\f' ? 0 : 1);
  part.locator = pages > 1 ? "pages[1.." + std::to_string(pages) + "]" : "pages[1]";
  part.in_payload = true;
  part.to_file.AddCopy(0, static_cast<uint32_t>(text.size()));
  part.text = std::move(text);
  return part;
}

Result<std::vector<Source>> ReadPdf(std::string_view bytes, std::string_view path,
                                    const ReadOptions& options) {
  Result<std::string> text = PdfText(bytes, options);
  if (!text) {
    Error error = text.error();
    error.where = path;
    return error;
  }
  Source source = StartSource(path, "pdf", options.language);
  source.media_type = "application/pdf";
  source.parts.push_back(PdfPart(std::move(*text)));
  return std::vector<Source>{std::move(source)};
}

}  // namespace pathex
