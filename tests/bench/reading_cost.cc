// pathex_reading_cost: what reading each format costs, as a share of what extracting costs. Prints
// one row for each file of samples/formats (the same case in each) and fails when reading one costs
// more than extracting from it. CPU time of one thread, in interleaved rounds.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/files.h"
#include "extractor/pipeline.h"
#include "extractor/text/format_tables.h"
#include "extractor/text/read.h"
#include "extractor/text/source_xml_profile.h"
#include "tests/bench/bench_process.h"

namespace pathex {
namespace {

constexpr int kRounds = 9, kRepeats = 20;

struct Cost {
  double read = 0, extract = 0;  // seconds a report
};

template <typename Work>
double SecondsOf(const Work& work) {
  const double began = ThreadCpuSeconds();
  for (int i = 0; i < kRepeats; ++i) work();
  return (ThreadCpuSeconds() - began) / kRepeats;
}

// Medians over the rounds; reading and extracting take turns.
Cost Measure(const std::string& path, const std::string& bytes, const ReadOptions& options,
             const Extractor& extractor) {
  std::vector<double> read, extract;
  const Result<std::vector<Source>> sources = ReadSources(path, bytes, options);
  if (!sources) return {};
  for (int round = 0; round < kRounds; ++round) {
    read.push_back(SecondsOf([&] { (void)ReadSources(path, bytes, options); }));
    extract.push_back(SecondsOf([&] {
      for (const Source& source : *sources) (void)extractor.Extract(source);
    }));
  }
  return {Median(std::move(read)), Median(std::move(extract))};
}

int Run() {
  const std::string root = PATHEX_SOURCE_DIR;
  const FileReader& files = RealFiles();
  const Result<Extractor> extractor =
      Extractor::Load({root + "/lexicons", root + "/schemas", ""}, files);
  const Result<FormatTables> tables = FormatTables::Load(root + "/schemas/formats", files);
  const Result<XmlProfiles> profiles = XmlProfiles::Load(root + "/schemas/profiles", files);
  if (!extractor || !tables || !profiles) return 1;
  ReadOptions options;
  options.tables = &*tables;
  options.profiles = &*profiles;

  std::vector<std::string> paths;
  const std::string folder = root + "/samples/formats/";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().string().substr(folder.size());
    // PDF is read by another program; what stands beside the folders is not a sample.
    if (entry.is_regular_file() && name.find('/') != std::string::npos && !name.ends_with(".pdf"))
      paths.push_back(name);
  }
  std::sort(paths.begin(), paths.end());
  int dear = 0;
  std::printf("%-28s %12s %12s %8s\n", "reading", "read us", "extract us", "ratio");
  for (const std::string& path : paths) {
    const Result<std::string> bytes = files.Read(folder + path);
    const Cost cost = bytes ? Measure(path, *bytes, options, *extractor) : Cost();
    const bool fine = cost.extract > 0 && cost.read < cost.extract;
    dear += !fine;
    std::printf("%-28s %12.1f %12.1f %8.3f %s\n", path.c_str(), cost.read * 1e6, cost.extract * 1e6,
                cost.extract > 0 ? cost.read / cost.extract : 0.0, fine ? "ok" : "MISS");
  }
  return dear > 0 ? 1 : 0;
}

}  // namespace
}  // namespace pathex

int main() { return pathex::Run(); }
