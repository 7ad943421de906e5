#include "extractor/bulk/watch.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <system_error>
#include <vector>

namespace pathex {
namespace {

namespace fs = std::filesystem;

constexpr int kLookMilliseconds = 200;  // how soon *stop is seen
constexpr uint32_t kWanted = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR;

bool IsHidden(const std::string& name) { return name.empty() || name[0] == '.'; }

class Watcher {
 public:
  Watcher(const std::atomic<bool>* stop, const std::function<bool(const std::string&)>& take)
      : stop_(*stop), take_(take), descriptor_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}
  ~Watcher() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  // Watches before it lists, so that nothing falls between.
  bool Folder(const std::string& path) {
    const int watch = inotify_add_watch(descriptor_, path.c_str(), kWanted);
    if (watch < 0) return false;
    folders_[watch] = path;
    std::vector<std::string> names;
    std::error_code code;
    for (fs::directory_iterator entry(path, code), end; !code && entry != end;
         entry.increment(code)) {
      names.push_back(entry->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) Name(path, name);
    return true;
  }

  void Run() {
    alignas(inotify_event) std::array<char, 1 << 14> events;
    while (!stop_ && !ended_) {
      pollfd wait{descriptor_, POLLIN, 0};
      if (poll(&wait, 1, kLookMilliseconds) <= 0) continue;
      const ssize_t n = read(descriptor_, events.data(), events.size());
      for (ssize_t at = 0; at < n && !ended_;) {
        const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        Take(*event);
      }
    }
  }

 private:
  void Take(const inotify_event& event) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) {  // events were lost: look again at everything
      const std::map<int, std::string> folders = folders_;
      for (const auto& [watch, path] : folders) Folder(path);
      return;
    }
    const auto folder = folders_.find(event.wd);
    if (folder == folders_.end() || event.len == 0) return;
    // A file that was only made may still be written: its closing is another event.
    if ((event.mask & IN_ISDIR) == 0 && (event.mask & IN_CREATE) != 0) return;
    Name(folder->second, event.name);
  }

  void Name(const std::string& folder, const std::string& name) {
    if (IsHidden(name) || ended_ || stop_) return;
    const std::string path = folder.back() == '/' ? folder + name : folder + "/" + name;
    std::error_code none;
    if (fs::is_directory(path, none)) {
      Folder(path);
    } else if (fs::exists(path, none)) {
      ended_ = !take_(path);
    }
  }

  const std::atomic<bool>& stop_;
  const std::function<bool(const std::string&)>& take_;
  const int descriptor_;
  std::map<int, std::string> folders_;
  bool ended_ = false;
};

}  // namespace

std::optional<Error> WatchFolder(const std::string& folder, const std::atomic<bool>* stop,
                                 const std::function<bool(const std::string& path)>& take) {
  Watcher watcher(stop, take);
  if (!watcher.Folder(folder)) {
    return Error{"S001", folder, std::string("cannot be watched: ") + std::strerror(errno)};
  }
  watcher.Run();
  return std::nullopt;
}

}  // namespace pathex
