// The small pieces of a bulk run: clock, flow, channel, lines, tally.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "extractor/bulk/channel.h"
#include "extractor/bulk/flow.h"
#include "extractor/bulk/line_stream.h"
#include "extractor/bulk/spare_buffers.h"
#include "extractor/bulk/tally.h"
#include "extractor/stage_clock.h"

namespace pathex {
namespace {

ByteBuffer BufferOf(std::string_view bytes) {
  ByteBuffer buffer;
  buffer.Append(bytes);
  return buffer;
}

TEST(SpareBuffers, KeepsNoMoreThanWasTaken) {
  SpareBuffers spare;
  for (int batch = 0; batch < 3; ++batch) {
    ByteBuffer lines = spare.Take();
    EXPECT_EQ(lines.size(), 0u);
    lines.Append("a line");
    spare.Give(std::move(lines));
    spare.Give(BufferOf("the same, packed"));  // memory of its own
    EXPECT_EQ(spare.size(), 1u);
  }
}

TEST(SpareBuffers, WhatWentElsewhereIsNotGivenBack) {
  SpareBuffers spare;
  spare.Give(BufferOf("never taken"));
  EXPECT_EQ(spare.size(), 0u);
  ByteBuffer lines = spare.Take();
  const ByteBuffer encoded = std::move(lines);
  spare.Give(std::move(lines));  // empty
  spare.Give(BufferOf("the same"));
  EXPECT_EQ(spare.size(), 1u);
}

TEST(SpareBuffers, KeepsNoLargeOnes) {
  SpareBuffers spare;
  ByteBuffer lines = spare.Take();
  lines.Room(size_t{16} << 20);
  spare.Give(std::move(lines));
  EXPECT_EQ(spare.size(), 0u);
  spare.Give(BufferOf("another"));
  EXPECT_EQ(spare.size(), 0u);
}

double now = 0;
double Now() { return now; }

TEST(StageClock, NamesTheStageThatTookTheMost) {
  now = 100;
  StageClock clock(2.0, Now);
  now += 0.5;
  EXPECT_FALSE(clock.Over("fold"));
  now += 1.2;
  EXPECT_FALSE(clock.Over("find"));
  now += 0.2;
  EXPECT_FALSE(clock.Over("fold"));
  now += 0.2;
  EXPECT_TRUE(clock.Over("judge"));
  EXPECT_TRUE(clock.over());
  EXPECT_EQ(clock.dearest(), "find");
}

TEST(StageClock, WhatWasMeasuredElsewhereCounts) {
  StageClock clock(2.0, Now);
  clock.Spend("read", 3);
  EXPECT_TRUE(clock.over());
  EXPECT_EQ(clock.dearest(), "read");
}

TEST(StageClock, WithoutABudgetItNeverEnds) {
  StageClock clock(0, Now);
  now += 1e9;
  EXPECT_FALSE(clock.Over("fold"));
  EXPECT_FALSE(clock.over());
}

struct Piece : Flowing {
  explicit Piece(int n) : number(n) {}
  int number;
  long sum = 0;
};

TEST(Flow, EveryPieceGoesThroughEveryStageInOrder) {
  for (const size_t jobs : {1, 2, 3, 8}) {
    int next = 0;
    std::vector<int> before, after;
    std::atomic<int> under_way = 0, most = 0;
    const auto make = [&]() -> std::unique_ptr<Flowing> {
      if (next == 500) return nullptr;
      most = std::max(most.load(), ++under_way);
      return std::make_unique<Piece>(next++);
    };
    const auto of = [](Flowing* piece) { return static_cast<Piece*>(piece); };
    RunFlow(jobs, make,
            {{FlowStage::Order::kInput, [&](Flowing* p) { before.push_back(of(p)->number); }},
             {FlowStage::Order::kAny,
              [&](Flowing* p) {
                // Early ones take longer, so that later ones finish first.
                for (int k = 0; k < (of(p)->number % 7 == 0 ? 20000 : 10); ++k) of(p)->sum += k;
              }},
             {FlowStage::Order::kInput, [&](Flowing* p) {
                EXPECT_GT(of(p)->sum, 0);
                after.push_back(of(p)->number);
                --under_way;
              }}});
    ASSERT_EQ(before.size(), 500u) << jobs;
    for (int n = 0; n < 500; ++n) {
      EXPECT_EQ(before[n], n);
      EXPECT_EQ(after[n], n);
    }
    EXPECT_LE(most.load(), static_cast<int>(jobs * kPiecesAJob)) << "memory is not bounded";
  }
}

std::unique_ptr<Batch> BatchOf(uint64_t bytes) {
  auto batch = std::make_unique<Batch>();
  batch->bytes = bytes;
  return batch;
}

TEST(Channel, ASlowEndSlowsTheReader) {
  Channel channel(100, 50);
  std::atomic<int> pushed = 0;
  std::thread reader([&] {
    for (int i = 0; i < 10; ++i) {
      channel.Push(BatchOf(i == 5 ? 1000 : 40));
      ++pushed;
    }
    channel.Close();
  });
  int taken = 0;
  while (std::unique_ptr<Batch> batch = channel.Pop()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    // Two of 40 bytes fit, or the large one alone.
    EXPECT_LE(pushed - taken, 3);
    ++taken;
    channel.Done(batch->bytes);
  }
  reader.join();
  EXPECT_EQ(taken, 10);
}

TEST(Channel, AReaderIsToldWhenNobodyTakesAnyMore) {
  Channel channel(100, 50);
  EXPECT_TRUE(channel.Push(BatchOf(90)));
  std::thread end([&] { channel.Stop(); });
  EXPECT_FALSE(channel.Push(BatchOf(90)));
  end.join();
  EXPECT_EQ(channel.Pop(), nullptr);
}

// Everything that `bytes` gives as lines, written in pieces of `step` bytes.
std::vector<std::string> LinesOf(const std::string& bytes, size_t step, uint64_t longest) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    for (size_t at = 0; at < bytes.size(); at += step) {
      const std::string piece = bytes.substr(at, step);
      EXPECT_EQ(write(ends[1], piece.data(), piece.size()), static_cast<ssize_t>(piece.size()));
    }
    close(ends[1]);
  });
  LineStream stream(ends[0], longest);
  std::vector<std::string> lines;
  std::string line;
  for (;;) {
    const LineStream::Outcome outcome = stream.Next(&line);
    if (outcome == LineStream::Outcome::kEnd) break;
    lines.push_back(outcome == LineStream::Outcome::kTooLong ? "<too long>" : line);
  }
  writer.join();
  close(ends[0]);
  return lines;
}

TEST(LineStream, LinesWhateverThePieces) {
  const std::string bytes = "one\r\n\ntwo and more\nlast";
  const std::vector<std::string> want = {"one", "", "two and more", "last"};
  for (const size_t step : {1, 2, 3, 5, 100}) EXPECT_EQ(LinesOf(bytes, step, 1000), want) << step;
}

TEST(LineStream, ALineThatIsTooLongIsPassedOver) {
  const std::string bytes = "short\n" + std::string(300'000, 'x') + "\nnext\n";
  const std::vector<std::string> want = {"short", "<too long>", "next"};
  for (const size_t step : {1000, 1'000'000}) EXPECT_EQ(LinesOf(bytes, step, 50), want) << step;
}

TEST(Tally, TheMostFrequentCodesComeFirst) {
  Tally tally;
  for (int i = 0; i < 12; ++i) {
    const std::string code = "D" + std::to_string(100 + i);
    for (int n = 0; n <= i % 6; ++n) tally.Count({Severity::kInfo, code, "", "", {}});
  }
  Tally other;
  other.Count({Severity::kError, "D100", "", "", {}});
  tally.Add(other);
  const std::string said = tally.FrequentDiagnostics();
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 10);
  EXPECT_EQ(said.substr(0, 24), "        6  D105  info\n  ");
  EXPECT_NE(said.find("        2  D100  error\n"), std::string::npos) << said;
}

}  // namespace
}  // namespace pathex
