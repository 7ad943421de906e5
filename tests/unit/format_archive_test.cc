// Archives: what is in them, one bad member, limits.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "extractor/text/archive.h"
#include "tests/unit/format_fixture.h"

namespace pathex {
namespace {

using format_test::ErrorOf;
using format_test::HasDiagnostic;
using format_test::Options;
using format_test::Read;

using Members = std::vector<std::pair<std::string, std::string>>;

std::string Pack(const Members& members, int (*format)(archive*), int (*filter)(archive*)) {
  std::string bytes(64 << 20, '\0');
  size_t used = 0;
  archive* a = archive_write_new();
  format(a);
  filter(a);
  archive_write_set_bytes_in_last_block(a, 1);
  EXPECT_EQ(archive_write_open_memory(a, bytes.data(), bytes.size(), &used), ARCHIVE_OK);
  for (const auto& [name, data] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(data.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    EXPECT_EQ(archive_write_header(a, entry), ARCHIVE_OK);
    EXPECT_EQ(archive_write_data(a, data.data(), data.size()),
              static_cast<la_ssize_t>(data.size()));
    archive_entry_free(entry);
  }
  EXPECT_EQ(archive_write_close(a), ARCHIVE_OK);
  archive_write_free(a);
  bytes.resize(used);
  return bytes;
}

std::string Zip(const Members& members) {
  return Pack(members, archive_write_set_format_zip, archive_write_add_filter_none);
}

TEST(Archive, EveryKindIsReadMemberByMember) {
  const Members members = {{"a/one.txt", "Sarcoma one."}, {"b/two.txt", "Sarcoma two."}};
  const std::vector<std::pair<std::string, std::string>> archives = {
      {"x.zip", Zip(members)},
      {"x.tar", Pack(members, archive_write_set_format_ustar, archive_write_add_filter_none)},
      {"x.tar.gz", Pack(members, archive_write_set_format_ustar, archive_write_add_filter_gzip)},
      {"x.tar.bz2", Pack(members, archive_write_set_format_ustar, archive_write_add_filter_bzip2)},
      {"x.tar.zst", Pack(members, archive_write_set_format_ustar, archive_write_add_filter_zstd)},
      {"x.tar.xz", Pack(members, archive_write_set_format_ustar, archive_write_add_filter_xz)},
      {"x.7z", Pack(members, archive_write_set_format_7zip, archive_write_add_filter_none)},
  };
  for (const auto& [name, bytes] : archives) {
    const std::vector<Source> sources = Read(bytes, name);
    ASSERT_EQ(sources.size(), 2u) << name;
    EXPECT_EQ(sources[0].path, name + "!a/one.txt");
    EXPECT_EQ(sources[0].id, "one");
    EXPECT_EQ(sources[0].bytes, 12u);
    EXPECT_NE(sources[0].sha256, sources[1].sha256);
    EXPECT_EQ(sources[1].parts.at(0).text, "Sarcoma two.");
    EXPECT_EQ(format_test::Evidence(sources[1].parts[0], "Sarcoma two.", "two"), "two");
  }
}

TEST(Archive, CompressedFileWithoutAnArchive) {
  const std::string gz =
      Pack({{"x", "Sarcoma."}}, archive_write_set_format_raw, archive_write_add_filter_gzip);
  const std::vector<Source> sources = Read(gz, "dir/case-7.txt.gz");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].path, "dir/case-7.txt.gz!case-7.txt");
  EXPECT_EQ(sources[0].id, "case-7");
}

TEST(Archive, BadMembersAndSideFilesHideNothing) {
  const std::vector<Source> sources = Read(Zip({{"__MACOSX/._one.txt", "x"},
                                                {".DS_Store", "x"},
                                                {"scan.png", "\x89PNG\r\n\x1a\n...."},
                                                {"bad.json", "{\"resourceType\": "},
                                                {"one.txt", "Sarcoma."}}),
                                           "x.zip");
  ASSERT_EQ(sources.size(), 3u);
  EXPECT_TRUE(HasDiagnostic(sources[0], "S003"));
  EXPECT_TRUE(HasDiagnostic(sources[1], "S034"));
  EXPECT_EQ(sources[2].parts.at(0).text, "Sarcoma.");
}

TEST(Archive, NestedOnceAndNoDeeper) {
  const std::string inner = Zip({{"one.txt", "Sarcoma."}});
  const std::string middle = Zip({{"inner.zip", inner}});
  std::vector<Source> sources = Read(middle, "x.zip");
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].path, "x.zip!inner.zip!one.txt");
  sources = Read(Zip({{"middle.zip", middle}, {"two.txt", "Other."}}), "x.zip");
  ASSERT_EQ(sources.size(), 2u);
  ASSERT_TRUE(HasDiagnostic(sources[0], "S053"));
  EXPECT_NE(sources[0].diagnostics[0].message.find("archive.depth"), std::string::npos);
  EXPECT_EQ(sources[1].parts.at(0).text, "Other.");
}

TEST(Archive, BombsAreRefused) {
  const std::string bomb = Zip({{"zeros.txt", std::string(32 << 20, 'a')}});
  ASSERT_LT(bomb.size(), 200'000u);
  EXPECT_NE(ErrorOf(bomb, "x.zip").find("archive.ratio"), std::string::npos);
  ReadOptions options = Options();
  options.limits.archive_ratio = 1e9;
  options.limits.archive_bytes = 1 << 20;
  EXPECT_NE(ErrorOf(bomb, "x.zip", options).find("archive.bytes"), std::string::npos);
  options.limits.archive_bytes = 1ull << 40;
  options.limits.input_bytes = 1 << 20;
  const std::vector<Source> sources = Read(bomb, "x.zip", options);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_NE(sources[0].diagnostics.at(0).message.find("input.bytes"), std::string::npos);
  options = Options();
  options.limits.archive_members = 1;
  const std::vector<Source> cut = Read(Zip({{"a.txt", "A."}, {"b.txt", "B."}}), "x.zip", options);
  ASSERT_EQ(cut.size(), 2u);
  EXPECT_EQ(cut[0].parts.at(0).text, "A.");
  EXPECT_NE(cut[1].diagnostics.at(0).message.find("archive.members"), std::string::npos);
}

TEST(Archive, DamageOfficeDocumentsAndEmptiness) {
  const std::string zip = Zip({{"a.txt", "Sarcoma of the thigh."}, {"b.txt", "Second."}});
  EXPECT_EQ(ErrorOf(zip.substr(0, 6), "x.zip").substr(0, 3), "S05");
  EXPECT_EQ(ErrorOf(Zip({{"[Content_Types].xml", "<x/>"}}), "x.docx").substr(0, 5), "S039:");
  EXPECT_EQ(ErrorOf(Zip({}), "x.zip").substr(0, 5), "S057:");
  size_t seen = 0;
  const Result<size_t> all = ForEachMember(zip, "x.zip", ReadLimits(), [&](ArchiveMember member) {
    EXPECT_TRUE(member.error.code.empty());
    return ++seen < 1;
  });
  ASSERT_TRUE(all);
  EXPECT_EQ(seen, 1u);
}

}  // namespace
}  // namespace pathex
