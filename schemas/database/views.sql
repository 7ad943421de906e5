-- Views for common questions, in the SQL that SQLite and PostgreSQL share. Made again after each load.

DROP VIEW IF EXISTS quoted;
DROP VIEW IF EXISTS case_summary;
DROP VIEW IF EXISTS to_review;
DROP VIEW IF EXISTS not_read;
DROP VIEW IF EXISTS stains_by_histology;
DROP VIEW IF EXISTS grades_by_histology;
DROP VIEW IF EXISTS margins_by_histology;

-- Every value with the words that say so. Any row of a table with a pointer joins to it:
--   SELECT s.marker, s.result, q.field, q.quote FROM ihc s
--   JOIN quoted q ON q.report_id = s.report_id AND q.row_pointer = s.pointer
CREATE VIEW quoted AS
SELECT e.report_id, e.row_pointer, e.field, m.mention, m.quote, m.rule, m.part, m.section,
       m.byte_begin, m.byte_end, m.char_begin, m.char_end
FROM evidence e
JOIN mention m ON m.report_id = e.report_id AND m.mention = e.mention;

-- One row a report, with its main tumour.
CREATE VIEW case_summary AS
SELECT r.report_id, r.source_id, r.kind, r.age_years, r.sex, t.histology, t.site_region, t.site_text,
       t.laterality, t.greatest_mm, t.size_relation, t.depth, t.grade_system, t.grade, t.r_class,
       t.r_class_basis, t.closest_margin_mm, t.pt, t.pn, t.pm, r.review_needed
FROM report r
LEFT JOIN tumor t ON t.report_id = r.report_id AND t.tumor = 0;

-- What a person should look at, most doubtful first.
CREATE VIEW to_review AS
SELECT r.report_id, r.source_id, r.path, v.number, v.reason, v.pointer
FROM report r
JOIN review v ON v.report_id = r.report_id;

-- Inputs that could not be read, and why.
CREATE VIEW not_read AS
SELECT r.report_id, r.source_id, r.path, d.code, d.place, d.message
FROM report r
JOIN diagnostic d ON d.report_id = r.report_id AND d.severity = 'error'
WHERE r.parts = 0;

CREATE VIEW stains_by_histology AS
SELECT t.histology, s.marker, s.result, count(*) AS tumors
FROM tumor t
JOIN ihc s ON s.report_id = t.report_id AND s.tumor = t.tumor
GROUP BY t.histology, s.marker, s.result;

CREATE VIEW grades_by_histology AS
SELECT histology, grade_system, grade, count(*) AS tumors
FROM tumor
GROUP BY histology, grade_system, grade;

CREATE VIEW margins_by_histology AS
SELECT histology, r_class, r_class_basis, count(*) AS tumors, min(closest_margin_mm) AS least_mm
FROM tumor
GROUP BY histology, r_class, r_class_basis;
