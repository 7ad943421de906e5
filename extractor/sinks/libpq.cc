#include "extractor/sinks/libpq.h"

#include <dlfcn.h>

#include <type_traits>

namespace pathex {
namespace {

constexpr const char* kLibrary = "libpq.so.5";

struct Loaded {
  LibPq functions;
  std::optional<std::string> fault;
};

std::string LastFault() {
  const char* const fault = dlerror();
  return fault == nullptr ? "no reason given" : fault;
}

// It is never unloaded: connections may live as long as the program.
Loaded Load() {
  Loaded loaded;
  void* const library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    loaded.fault = LastFault();
    return loaded;
  }
  const auto find = [&](const char* name, auto* function) {
    *function = reinterpret_cast<std::remove_pointer_t<decltype(function)>>(dlsym(library, name));
    if (*function == nullptr) loaded.fault = LastFault();
  };
  LibPq& of = loaded.functions;
  find("PQclear", &of.clear);
  find("PQconnectdb", &of.connectdb);
  find("PQerrorMessage", &of.errorMessage);
  find("PQexec", &of.exec);
  find("PQexecParams", &of.execParams);
  find("PQfinish", &of.finish);
  find("PQgetResult", &of.getResult);
  find("PQgetvalue", &of.getvalue);
  find("PQntuples", &of.ntuples);
  find("PQputCopyData", &of.putCopyData);
  find("PQputCopyEnd", &of.putCopyEnd);
  find("PQresultErrorField", &of.resultErrorField);
  find("PQresultStatus", &of.resultStatus);
  find("PQsetNoticeProcessor", &of.setNoticeProcessor);
  find("PQstatus", &of.status);
  return loaded;
}

const Loaded& Library() {
  static const Loaded kLoaded = Load();
  return kLoaded;
}

}  // namespace

std::optional<std::string> LoadLibPq() { return Library().fault; }

const LibPq& Pq() { return Library().functions; }

}  // namespace pathex
