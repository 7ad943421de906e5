#include "extractor/record/assemble.h"

#include <vector>

#include "extractor/record/absent.h"
#include "extractor/record/builder.h"
#include "extractor/record/candidates.h"
#include "extractor/record/derive_all.h"
#include "extractor/record/entities.h"
#include "extractor/record/tidy.h"
#include "extractor/record/triage.h"
#include "extractor/record/yield_numbers.h"

namespace pathex {

void Assemble(const Assembly& assembly, Record* record) {
  YieldNumbers(assembly, record);
  const SectionRanks ranks(assembly, *record);
  CandidatePool pool(assembly, *record, ranks);
  const std::vector<Entity> entities = FindEntities(assembly, *record, &pool);
  Builder(assembly, entities, &pool, record).Run();
  TakeOutAbsent(assembly, record);
  DeriveAll(assembly, ranks, record);
  Tidy(assembly, &record->report);
  Triage(assembly, ranks, record);
}

}  // namespace pathex
