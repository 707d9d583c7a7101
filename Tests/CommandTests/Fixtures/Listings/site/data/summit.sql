PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1');
INSERT INTO grdb_migrations VALUES('2');
INSERT INTO grdb_migrations VALUES('3');
INSERT INTO grdb_migrations VALUES('young-files');
INSERT INTO grdb_migrations VALUES('charge-rounding');
INSERT INTO grdb_migrations VALUES('zone-labels');
INSERT INTO grdb_migrations VALUES('hidden-numbers');
INSERT INTO grdb_migrations VALUES('console');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO setting VALUES('alerted_run','3');
INSERT INTO setting VALUES('closed-until','1749610800');
INSERT INTO setting VALUES('identifier','697c3ae4-7feb-4d7c-8cb5-35cab349909c');
INSERT INTO setting VALUES('law','2');
INSERT INTO setting VALUES('numbering','56.33.218.165.40.154.238.122.45.182.237.244.62.196.201.83');
INSERT INTO setting VALUES('per-call','no');
INSERT INTO setting VALUES('platform_followed','11');
INSERT INTO setting VALUES('platform_lists_at','2026-11-30T16:03:52Z');
INSERT INTO setting VALUES('registry','0666bd6b2289899fafef584b10299ae0');
CREATE TABLE run (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT NOT NULL,
  version TEXT NOT NULL, registry INTEGER, state TEXT NOT NULL DEFAULT 'committed', report TEXT NOT NULL,
  -- Starts of the calls that came, suspended ones included; NULL if none did.
  first_start INTEGER, last_start INTEGER);
INSERT INTO run VALUES(1,'import','2026-11-30T16:03:54Z','2026-11-30T16:03:54Z','0.1.0',1,'committed',replace('{\n  "alert_count" : 4,\n  "alerts" : [\n    {\n      "contract" : "C1",\n      "facts" : {\n        "amount" : "13.10",\n        "credit_limit" : "10.00",\n        "cycle_end" : "2025-06-09",\n        "cycle_start" : "2025-05-10",\n        "percent" : 131\n      },\n      "id" : 1,\n      "kind" : "credit-limit",\n      "level" : "alert",\n      "line" : "L1",\n      "message" : "line L1: R$ 13.10 of its credit limit of R$ 10.00 (131 %) in the cycle from 2025-05-10 to 2025-06-09",\n      "raised_at" : "2026-11-30T16:03:54Z",\n      "run" : 1\n    },\n    {\n      "contract" : "C1",\n      "facts" : {\n        "day" : "2025-05-13",\n        "global_id" : "g11",\n        "price_per_minute" : "5.00",\n        "zone" : "intl:europe"\n      },\n      "id" : 2,\n      "kind" : "first-international",\n      "level" : "alert",\n      "line" : "L1",\n      "message" : "line L1: its first call to intl:europe, at R$ 5.00 a minute, on 2025-05-13 (global id g11)",\n      "raised_at" : "2026-11-30T16:03:54Z",\n      "run" : 1\n    },\n    {\n      "contract" : "C2",\n      "facts" : {\n        "amount" : "50.06",\n        "billed_seconds" : 666,\n        "day" : "2025-05-12",\n        "mean_amount" : "0.00",\n        "mean_billed_seconds" : 0\n      },\n      "id" : 3,\n      "kind" : "unusual-day",\n      "level" : "alert",\n      "line" : "L2",\n      "message" : "line L2: R$ 50.06 of surplus and 11.1 minutes on 2025-05-12; its mean day of the 30 days before has R$ 0.00 and 0.0 minutes",\n      "raised_at" : "2026-11-30T16:03:54Z",\n      "run" : 1\n    },\n    {\n      "contract" : "C2",\n      "facts" : {\n        "day" : "2025-05-12",\n        "global_id" : "g2",\n        "price_per_minute" : "5.00",\n        "zone" : "intl"\n      },\n      "id" : 4,\n      "kind" : "first-international",\n      "level" : "alert",\n      "line" : "L2",\n      "message" : "line L2: its first call to intl, at R$ 5.00 a minute, on 2025-05-12 (global id g2)",\n      "raised_at" : "2026-11-30T16:03:54Z",\n      "run" : 1\n    }\n  ],\n  "allowance_seconds" : 300,\n  "amount" : "63.76",\n  "attention" : [\n\n  ],\n  "billed_seconds" : 2364,\n  "calls_of_closed_cycles" : 0,\n  "checks" : {\n    "clock_agreements" : 0,\n    "clock_contradictions" : 0,\n    "contradictions" : 0,\n    "ignored_patterns" : {\n\n    },\n    "ignored_with_seconds" : 0,\n    "short_rows" : 0,\n    "timed_rows" : 0\n  },\n  "chosen_rows" : 0,\n  "chosen_rows_settled" : 0,\n  "cycles_of_changed_registry" : 0,\n  "deleted_files" : [\n\n  ],\n  "discarded_rows" : 0,\n  "files" : [\n    {\n      "checks" : {\n        "clock_agreements" : 0,\n        "clock_contradictions" : 0,\n        "contradictions" : 0,\n        "ignored_patterns" : {\n\n        },\n        "ignored_with_seconds" : 0,\n        "short_rows" : 0,\n        "timed_rows" : 0\n      },\n      "counts" : {\n        "duplicate" : 0,\n        "free" : 1,\n        "ignored" : 0,\n        "rated" : 6,\n        "read" : 11,\n        "rejected" : 1,\n        "suspended" : 2,\n        "unanswered" : 1\n      },\n      "is_pending" : false,\n      "name" : "day-1.csv",\n      "replaces_name" : false,\n      "status" : "imported"\n    }\n  ],\n  "is_dry_run" : false,\n  "kept_files" : {\n\n  },\n  "kind" : "import",\n  "known_files" : 0,\n  "late_calls" : 0,\n  "layout" : "summit-1",\n  "left_out_files" : 0,\n  "open_cycles" : {\n    "count" : 3,\n    "ended_before" : "2026-10-01",\n    "oldest" : [\n      "C2 P2 2025-05-01 to 2025-05-31",\n      "L1 P1 2025-05-10 to 2025-06-09",\n      "L2 P1 2025-05-10 to 2025-06-09"\n    ]\n  },\n  "reasons" : {\n    "bad-number" : 1,\n    "no-rate" : 1,\n    "unknown-line" : 1\n  },\n  "reopened_cycles" : 0,\n  "replaced_calls" : 0,\n  "retried_rows" : 0,\n  "run" : 1,\n  "service_change_count" : 0,\n  "service_changes" : [\n\n  ],\n  "settled_rows" : 0,\n  "started_at" : "2026-11-30T16:03:54Z",\n  "surplus_seconds" : 2064,\n  "suspended_calls" : 0,\n  "time_zone_data" : "tzdata 2025b in /usr/share/zoneinfo",\n  "told_alerts" : 0,\n  "totals" : {\n    "duplicate" : 0,\n    "free" : 1,\n    "ignored" : 0,\n    "rated" : 6,\n    "read" : 11,\n    "rejected" : 1,\n    "suspended" : 2,\n    "unanswered" : 1\n  },\n  "version" : "0.1.0",\n  "young_files" : [\n\n  ],\n  "zones" : {\n    "inbound" : 1,\n    "intl" : 1,\n    "intl:europe" : 1,\n    "local" : 2,\n    "vc1" : 2\n  }\n}\n','\n',char(10)),1747054800,1747180800);
INSERT INTO run VALUES(2,'import','2026-11-30T16:03:58Z','2026-11-30T16:03:58Z','0.1.0',1,'committed',replace('{\n  "alert_count" : 0,\n  "alerts" : [\n\n  ],\n  "allowance_seconds" : 0,\n  "amount" : "0.50",\n  "attention" : [\n    {\n      "kind" : "failed",\n      "message" : "cdr/bad.csv.gz: expected no reserved header flag in gzip member 1, found flags 62 before byte 4: check it with gzip -t and deliver it again (none of its rows counts, and it is still there, or end this with summit-cdr files release bad.csv.gz)",\n      "name" : "bad.csv.gz"\n    }\n  ],\n  "billed_seconds" : 600,\n  "calls_of_closed_cycles" : 1,\n  "checks" : {\n    "clock_agreements" : 0,\n    "clock_contradictions" : 0,\n    "contradictions" : 0,\n    "ignored_patterns" : {\n\n    },\n    "ignored_with_seconds" : 0,\n    "short_rows" : 0,\n    "timed_rows" : 0\n  },\n  "chosen_rows" : 0,\n  "chosen_rows_settled" : 0,\n  "cycles_of_changed_registry" : 0,\n  "deleted_files" : [\n\n  ],\n  "discarded_rows" : 0,\n  "files" : [\n    {\n      "already_imported_as" : "day-1.csv",\n      "checks" : {\n        "clock_agreements" : 0,\n        "clock_contradictions" : 0,\n        "contradictions" : 0,\n        "ignored_patterns" : {\n\n        },\n        "ignored_with_seconds" : 0,\n        "short_rows" : 0,\n        "timed_rows" : 0\n      },\n      "counts" : {\n        "duplicate" : 0,\n        "free" : 0,\n        "ignored" : 0,\n        "rated" : 0,\n        "read" : 0,\n        "rejected" : 0,\n        "suspended" : 0,\n        "unanswered" : 0\n      },\n      "is_pending" : false,\n      "name" : "again.csv",\n      "replaces_name" : false,\n      "status" : "already-imported"\n    },\n    {\n      "checks" : {\n        "clock_agreements" : 0,\n        "clock_contradictions" : 0,\n        "contradictions" : 0,\n        "ignored_patterns" : {\n\n        },\n        "ignored_with_seconds" : 0,\n        "short_rows" : 0,\n        "timed_rows" : 0\n      },\n      "counts" : {\n        "duplicate" : 0,\n        "free" : 0,\n        "ignored" : 0,\n        "rated" : 0,\n        "read" : 0,\n        "rejected" : 0,\n        "suspended" : 0,\n        "unanswered" : 0\n      },\n      "error" : "cdr/bad.csv.gz: expected no reserved header flag in gzip member 1, found flags 62 before byte 4: check it with gzip -t and deliver it again",\n      "is_pending" : false,\n      "name" : "bad.csv.gz",\n      "replaces_name" : false,\n      "status" : "failed"\n    },\n    {\n      "checks" : {\n        "clock_agreements" : 0,\n        "clock_contradictions" : 0,\n        "contradictions" : 0,\n        "ignored_patterns" : {\n\n        },\n        "ignored_with_seconds" : 0,\n        "short_rows" : 0,\n        "timed_rows" : 0\n      },\n      "counts" : {\n        "duplicate" : 0,\n        "free" : 0,\n        "ignored" : 0,\n        "rated" : 2,\n        "read" : 2,\n        "rejected" : 0,\n        "suspended" : 0,\n        "unanswered" : 0\n      },\n      "is_pending" : false,\n      "name" : "late.csv",\n      "replaces_name" : false,\n      "status" : "imported"\n    }\n  ],\n  "is_dry_run" : false,\n  "kept_files" : {\n\n  },\n  "kind" : "import",\n  "known_files" : 1,\n  "late_calls" : 0,\n  "layout" : "summit-1",\n  "left_out_files" : 0,\n  "open_cycles" : {\n    "count" : 1,\n    "ended_before" : "2026-10-01",\n    "oldest" : [\n      "L3 P1 2025-06-01 to 2025-06-30"\n    ]\n  },\n  "reasons" : {\n\n  },\n  "reopened_cycles" : 0,\n  "replaced_calls" : 0,\n  "retried_rows" : 1,\n  "run" : 2,\n  "service_change_count" : 1,\n  "service_changes" : [\n    {\n      "after" : "5.10",\n      "before" : "0.00",\n      "cause" : "late-calls",\n      "contract" : "C1",\n      "cycle_start" : "2025-05-10",\n      "kind" : "late",\n      "line" : "L1",\n      "plan" : "P1"\n    }\n  ],\n  "settled_rows" : 0,\n  "started_at" : "2026-11-30T16:03:58Z",\n  "surplus_seconds" : 600,\n  "suspended_calls" : 0,\n  "time_zone_data" : "tzdata 2025b in /usr/share/zoneinfo",\n  "told_alerts" : 0,\n  "totals" : {\n    "duplicate" : 0,\n    "free" : 0,\n    "ignored" : 0,\n    "rated" : 2,\n    "read" : 2,\n    "rejected" : 0,\n    "suspended" : 0,\n    "unanswered" : 0\n  },\n  "version" : "0.1.0",\n  "young_files" : [\n\n  ],\n  "zones" : {\n    "local" : 1\n  }\n}\n','\n',char(10)),1747054800,1749906000);
INSERT INTO run VALUES(3,'discard','2026-11-30T16:04:00Z','2026-11-30T16:04:00Z','0.1.0',1,'committed',replace('{\n  "alert_count" : 0,\n  "alerts" : [\n\n  ],\n  "allowance_seconds" : 0,\n  "amount" : "0.00",\n  "attention" : [\n\n  ],\n  "billed_seconds" : 0,\n  "calls_of_closed_cycles" : 1,\n  "checks" : {\n    "clock_agreements" : 0,\n    "clock_contradictions" : 0,\n    "contradictions" : 0,\n    "ignored_patterns" : {\n\n    },\n    "ignored_with_seconds" : 0,\n    "short_rows" : 0,\n    "timed_rows" : 0\n  },\n  "chosen_rows" : 0,\n  "chosen_rows_settled" : 0,\n  "cycles_of_changed_registry" : 0,\n  "deleted_files" : [\n\n  ],\n  "discarded_rows" : 1,\n  "files" : [\n\n  ],\n  "is_dry_run" : false,\n  "kept_files" : {\n\n  },\n  "kind" : "discard",\n  "known_files" : 0,\n  "late_calls" : 0,\n  "layout" : "summit-1",\n  "left_out_files" : 0,\n  "reasons" : {\n\n  },\n  "reopened_cycles" : 0,\n  "replaced_calls" : 0,\n  "retried_rows" : 2,\n  "run" : 3,\n  "service_change_count" : 0,\n  "service_changes" : [\n\n  ],\n  "settled_rows" : 0,\n  "started_at" : "2026-11-30T16:04:00Z",\n  "surplus_seconds" : 0,\n  "suspended_calls" : 0,\n  "time_zone_data" : "tzdata 2025b in /usr/share/zoneinfo",\n  "told_alerts" : 0,\n  "totals" : {\n    "duplicate" : 0,\n    "free" : 0,\n    "ignored" : 0,\n    "rated" : 0,\n    "read" : 0,\n    "rejected" : 0,\n    "suspended" : 0,\n    "unanswered" : 0\n  },\n  "version" : "0.1.0",\n  "young_files" : [\n\n  ],\n  "zones" : {\n\n  }\n}\n','\n',char(10)),1747148400,1747152000);
CREATE TABLE registry_table (digest TEXT PRIMARY KEY, content BLOB NOT NULL);
INSERT INTO registry_table VALUES('dd33e7c40e6042e76c8c806746d84a90',X'400000000000000078012bc849ccd3c94bcc4dd5c9cecc4bd149cccd2fcd2bd1a9cacf4b2dd62928cacc2fca2ca9e40a30d2c9c94f4ecc2cd6c9cdcc2b2d014a9982057274b8000d2d1746');
INSERT INTO registry_table VALUES('f6dc8d0451fb45a804e755fd2d6f04b6',X'e50000000000000078014d8c410ec3200c04ef7d8b15012d87fea23f409438ad2530883839e4f505a54ae2c37a3d5e6d899e61cb8c502a057405ab4bc48b2084cc8c4128b39b10a1514a4b7233cc82a5ada9e67ebd3d8fb0fa48a3ebe46f17168ab7970662896007a5a04d970e630e3e821a94bdd235e8c6ac6aa28fb039c3660f337dbed27b2eafc7d96360efb93f0ff6038d1f4373');
INSERT INTO registry_table VALUES('d14fb14b59e276aba52e97f8b99af4ac',X'6f000000000000007801358cc10980301004ffa9653f8a1508fed3811c972306923b4922d6632d36a63efcce0c9302948a205662591baa1d1a924604e154283750ce76927e966d17f04635cafa87ce0f98efab25360023e0fc88a5ec551abd60029bf677dec147770f07ea27b3');
INSERT INTO registry_table VALUES('d60cda6d64b835b31b89cc3cd2e8dba6',X'550000000000000078010dc7310e80200c05d09d5310e7efa09e408907a9d08108d400251e5fdff66280d7d6257345ebd4b519b760da0bc106b6e7cbf94932817c8f838d5b7144820cae41ff6e70140557127f73983315a5643eda431cab');
INSERT INTO registry_table VALUES('dba6f1d2c295cfb25f40bbbccdad215b',X'48000000000000007801cbc9cc4bd5c92bcd4d4a2dd22928cacc2fca2ca9d429c82f2ad1494c2ec92c4b8d4f2bcacf85b14bf34a3273b87c0c754c4d4d2c8c81c0c4c4c45447c75047870b00dd9817fc');
INSERT INTO registry_table VALUES('7369ea0fbd9dc8e9a95a672935223ac8',X'3b0000000000000078014b4acc4bd14949ac2cd6492bcacfd529cd2bc9cce1cacb4ccf28d1c9cdcf5328294d55284f4d5128c92855482bcad43132b03230d0313201925c007d711343');
INSERT INTO registry_table VALUES('ee222f4359b09a0e3855702b1e0dcd0e',X'1d0100000000000078016d8dc10ec2200c86ef7b96ce001b8b77af3bf80604a11ae206a6eb4c7c7baba2d1c4eff4b7fddaa608a164261f18f23a1f90e032f90c840bb28bfe0632495774472af33baf99d3540b605af3598a50a4ed428908e4f309ddc29eb866ccf287302676539a1337a3869d066bfb6d27f402ec35680515ad364a35a3819df95856f8b59ab1fb1606e1298051c6b66a6895aef7fe9a067435f5c37c2dd9b6ab4bcd1d91ba4e80');
INSERT INTO registry_table VALUES('69ff1c34f2eeead4c116c42aa517e6ef',X'1b0000000000000078014b492c49d5c94bcc4de532323032d53534d23532d5f14b2c49cce1020070300789');
INSERT INTO registry_table VALUES('adda8b97a15a0e19b7473569b1956e5a',X'1c0000000000000078012b284a4dcbacd0a9cacf4be5323635d4c9cc2bc9b14a2d2dca2f48e50200923809d1');
CREATE TABLE registry_version (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, tables TEXT NOT NULL, time_zone TEXT NOT NULL, active_lines_only INTEGER NOT NULL DEFAULT 1, dialling TEXT NOT NULL DEFAULT 'optional none');
INSERT INTO registry_version VALUES(1,'0666bd6b2289899fafef584b10299ae0',replace('allowances.csv dd33e7c40e6042e76c8c806746d84a90\nbands.csv 7369ea0fbd9dc8e9a95a672935223ac8\ncontracts.csv d60cda6d64b835b31b89cc3cd2e8dba6\ndids.csv dba6f1d2c295cfb25f40bbbccdad215b\nholidays.csv 69ff1c34f2eeead4c116c42aa517e6ef\nlines.csv ee222f4359b09a0e3855702b1e0dcd0e\nplans.csv d14fb14b59e276aba52e97f8b99af4ac\nrates.csv f6dc8d0451fb45a804e755fd2d6f04b6\nzones.csv adda8b97a15a0e19b7473569b1956e5a','\n',char(10)),'America/Sao_Paulo',1,'optional none');
CREATE TABLE file (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name BLOB NOT NULL, state TEXT NOT NULL,
  device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
  is_gzip INTEGER NOT NULL, digest BLOB, plain_bytes INTEGER NOT NULL, resume_bytes INTEGER NOT NULL,
  resume_lines INTEGER NOT NULL, resume_digest BLOB, is_pending INTEGER NOT NULL, header INTEGER, layout TEXT NOT NULL,
  error TEXT, is_released INTEGER NOT NULL DEFAULT 0,
  -- The reading that this one goes on from.
  earlier INTEGER,
  read INTEGER NOT NULL, rated INTEGER NOT NULL, free INTEGER NOT NULL, unanswered INTEGER NOT NULL,
  duplicate INTEGER NOT NULL, rejected INTEGER NOT NULL, suspended INTEGER NOT NULL, ignored INTEGER NOT NULL DEFAULT 0, content INTEGER);
INSERT INTO file VALUES(1,1,X'6461792d312e637376','imported',65024,14418026,796,1796054634326825310,0,X'403c1fb982a18f238cb8cdb4d9d4e127',796,796,12,X'403c1fb982a18f238cb8cdb4d9d4e127',0,1,'ac3ec5a5830499a0b57531f144739911',NULL,0,NULL,11,6,1,1,0,2,1,0,1);
INSERT INTO file VALUES(2,2,X'616761696e2e637376','repeated',65024,14418041,796,1796054637871832327,0,X'403c1fb982a18f238cb8cdb4d9d4e127',796,796,12,X'403c1fb982a18f238cb8cdb4d9d4e127',0,1,'ac3ec5a5830499a0b57531f144739911',NULL,0,NULL,0,0,0,0,0,0,0,0,1);
INSERT INTO file VALUES(3,2,X'6261642e6373762e677a','failed',65024,14418042,6,1796054637871832327,0,NULL,0,0,0,NULL,0,NULL,'ac3ec5a5830499a0b57531f144739911','cdr/bad.csv.gz: expected no reserved header flag in gzip member 1, found flags 62 before byte 4: check it with gzip -t and deliver it again',0,NULL,0,0,0,0,0,0,0,0,3);
INSERT INTO file VALUES(4,2,X'6c6174652e637376','imported',65024,14418033,220,1796054635289005343,0,X'3b17f9493e1d20de7e280ae19a77a73c',220,220,3,X'3b17f9493e1d20de7e280ae19a77a73c',0,1,'ac3ec5a5830499a0b57531f144739911',NULL,0,NULL,2,2,0,0,0,0,0,0,4);
CREATE TABLE account (id INTEGER PRIMARY KEY, contract TEXT NOT NULL, line TEXT NOT NULL, UNIQUE (contract, line));
INSERT INTO account VALUES(1,'C1','L1');
INSERT INTO account VALUES(2,'C2','L2');
INSERT INTO account VALUES(3,'C2','L3');
CREATE TABLE book (
  id INTEGER PRIMARY KEY, is_pool INTEGER NOT NULL, owner TEXT NOT NULL, plan TEXT NOT NULL,
  cycle_start INTEGER NOT NULL, cycle_end INTEGER NOT NULL, first_start INTEGER NOT NULL,
  last_start INTEGER NOT NULL, balance BLOB NOT NULL, is_closed INTEGER NOT NULL, is_held INTEGER NOT NULL,
  registry INTEGER NOT NULL, terms BLOB NOT NULL, entry INTEGER NOT NULL, parent INTEGER, per_call INTEGER NOT NULL DEFAULT 0);
INSERT INTO book VALUES(1,0,'L1','P1',20218,20248,1747054800,1747227600,X'',1,0,1,X'd7eb7640349e5dffb85d6a211d2bb76e',1,NULL,0);
INSERT INTO book VALUES(2,0,'L2','P1',20218,20248,1747058400,1747062000,X'',1,0,1,X'd14f09bcc6e2b646892ef61b31264120',1,NULL,0);
INSERT INTO book VALUES(3,1,'C2','P2',20209,20239,1747137600,1747180800,X'0000000000000000',1,0,1,X'349bf7f333037958a615777057e9c4bf',1,NULL,0);
INSERT INTO book VALUES(4,0,'L3','P1',20240,20269,1749906000,1749906000,X'',0,0,1,X'3e0a5ec9b9a616113bd55c0d3b34c360',1,NULL,0);
CREATE TABLE span (
  book INTEGER NOT NULL, sequence INTEGER NOT NULL, account INTEGER NOT NULL, entry INTEGER NOT NULL,
  run INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL, bytes INTEGER NOT NULL,
  rows INTEGER NOT NULL, first_start INTEGER NOT NULL, last_start INTEGER NOT NULL, calls INTEGER NOT NULL,
  billed INTEGER NOT NULL, allowance INTEGER NOT NULL, amount NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (book, account, sequence)) WITHOUT ROWID;
INSERT INTO span VALUES(1,16777217,1,0,1,1,0,429,3,1747054800,1747152000,2,1020,0,13100000,'554833334444');
INSERT INTO span VALUES(1,50331649,1,1,3,3,0,148,1,1747227600,1747227600,1,600,0,5100000,'554833334444');
INSERT INTO span VALUES(2,16777218,2,0,1,1,429,277,2,1747058400,1747062000,2,666,0,50060000,'554833335555');
INSERT INTO span VALUES(3,16777219,3,0,1,1,706,301,2,1747137600,1747180800,2,678,300,600000,'554833336666');
INSERT INTO span VALUES(4,33554433,3,0,2,1099511627776,0,147,1,1749906000,1749906000,1,600,0,500000,'554833336666');
CREATE TABLE segment (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, run INTEGER NOT NULL, bytes INTEGER NOT NULL,
  live_bytes INTEGER NOT NULL, digest BLOB, kind TEXT NOT NULL DEFAULT 'live');
INSERT INTO segment VALUES(1,'segment-00000001.csv',1,1007,1007,X'2831bdb0598329302cb358ab5ebbb962','live');
INSERT INTO segment VALUES(3,'segment-00000003.csv',3,148,148,X'78f6ab47cc79e792ebd969d15df28601','live');
INSERT INTO segment VALUES(1099511627776,'compacted-1099511627776.csv',3,147,147,X'cb93b8fe591ae10d5de856a3076129ae','live');
CREATE TABLE service (
  id TEXT PRIMARY KEY, book INTEGER NOT NULL, entry INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  reference TEXT, contract TEXT NOT NULL, line TEXT NOT NULL, plan TEXT NOT NULL, cycle_start INTEGER NOT NULL,
  cycle_end INTEGER NOT NULL, calls INTEGER NOT NULL, billed INTEGER NOT NULL, allowance INTEGER NOT NULL,
  surplus INTEGER NOT NULL, centavos INTEGER NOT NULL, description TEXT NOT NULL, global_id BLOB,
  started_at INTEGER, closed_at TEXT NOT NULL, invoiced_at TEXT);
INSERT INTO service VALUES('5f1c00b50dac6ec9',3,0,'cycle','closed',NULL,'C2','L3','P2',20209,20239,2,678,300,378,60,'Excedente de telefonia 554833336666 - 01/05/2025 a 31/05/2025',NULL,NULL,'2026-11-30T16:03:56Z',NULL);
INSERT INTO service VALUES('f1afa6dd2ef43d83',1,0,'cycle','invoiced','88213','C1','L1','P1',20218,20248,2,1020,0,1020,1310,'Excedente de telefonia 554833334444 - 10/05/2025 a 09/06/2025',NULL,NULL,'2026-11-30T16:03:56Z','2026-11-30T16:03:57Z');
INSERT INTO service VALUES('f00690b6cbb13a59',2,0,'cycle','closed',NULL,'C2','L2','P1',20218,20248,2,666,0,666,5006,'Excedente de telefonia 554833335555 - 10/05/2025 a 09/06/2025',NULL,NULL,'2026-11-30T16:03:56Z',NULL);
CREATE TABLE service_export (
  service TEXT NOT NULL, format TEXT NOT NULL, exported_at TEXT NOT NULL, centavos INTEGER NOT NULL,
  PRIMARY KEY (service, format)) WITHOUT ROWID;
INSERT INTO service_export VALUES('f1afa6dd2ef43d83','ixc','2026-11-30T16:03:57Z',1310);
CREATE TABLE held_row (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL,
  state TEXT NOT NULL, layout TEXT NOT NULL, run INTEGER NOT NULL, note TEXT,
  -- The run that saw it last with another outcome: its starts include this row's, if it has one.
  seen INTEGER NOT NULL, facts BLOB, start INTEGER, book INTEGER, undone_state TEXT);
INSERT INTO held_row VALUES(1,1,9,'bad-number',X'67383b323032352d30352d31332031313a30303a30303b3535343833333333343434343b783b36303b4f55543b414e5357455245443b3b','held','ac3ec5a5830499a0b57531f144739911',1,NULL,1,NULL,NULL,NULL,NULL);
INSERT INTO held_row VALUES(2,1,10,'unknown-line',X'67393b323032352d30352d31332031323a30303a30303b3535313133333333393939393b33333333363636373b36303b4f55543b414e5357455245443b3b','held','ac3ec5a5830499a0b57531f144739911',1,NULL,3,X'67392c323032352d30352d31335431323a30303a30302d30333a30302c2c2c2c2c2c2c2c36302c2c2c2c2c2c2c2c2c332c2c2c2c302c6f2c2c3535313133333333393939392c33333333363636370a',1747148400,NULL,NULL);
INSERT INTO held_row VALUES(3,1,11,'discarded',X'3d7831303b323032352d30352d31332031333a30303a30303b3535343833333333363636363b31313939393939383838383b36303b4f55543b414e5357455245443b3b','discarded','ac3ec5a5830499a0b57531f144739911',1,'test call, of the operator',3,X'3d7831302c323032352d30352d31335431333a30303a30302d30333a30302c2c2c2c2c2c2c2c36302c2c2c2c2c2c2c2c2c332c2c2c2c302c6f2c2c3535343833333333363636362c31313939393939383838380a',1747152000,NULL,NULL);
CREATE TABLE header (id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE);
INSERT INTO header VALUES(1,X'676c6f62616c5f69643b737461727465645f61743b63616c6c65723b63616c6c65643b62696c6c61626c653b646972656374696f6e3b646973706f736974696f6e3b7472756e6b3b6163636f756e745f636f6465');
CREATE TABLE held_change (
  held_row INTEGER NOT NULL, run INTEGER NOT NULL, reason TEXT NOT NULL, layout TEXT NOT NULL,
  outcome TEXT NOT NULL, became TEXT NOT NULL, PRIMARY KEY (run, held_row)) WITHOUT ROWID;
CREATE TABLE withdrawal (
  undo INTEGER NOT NULL, item TEXT NOT NULL, id INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (undo, item, id)) WITHOUT ROWID;
CREATE TABLE zone (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO zone VALUES('inbound');
INSERT INTO zone VALUES('intl');
INSERT INTO zone VALUES('intl:europe');
INSERT INTO zone VALUES('local');
INSERT INTO zone VALUES('vc1');
CREATE TABLE journal (id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL);
INSERT INTO journal VALUES(1,'2026-11-30T16:03:53Z','ana','registry import');
INSERT INTO journal VALUES(2,'2026-11-30T16:03:55Z','platform','platform: an answer');
INSERT INTO journal VALUES(3,'2026-11-30T16:03:55Z','platform','platform: an answer');
INSERT INTO journal VALUES(4,'2026-11-30T16:03:55Z','platform','platform: an answer');
INSERT INTO journal VALUES(5,'2026-11-30T16:03:56Z','root','close --cycle-end-before 2025-06-30: 3 cycles, 0 with late services only, 3 services, 63.76');
INSERT INTO journal VALUES(6,'2026-11-30T16:03:57Z','root','export --format ixc: 1 services, 13.10');
INSERT INTO journal VALUES(7,'2026-11-30T16:03:57Z','ana','invoice f1afa6dd2ef43d83 --reference 88213: 13.10');
INSERT INTO journal VALUES(8,'2026-11-30T16:04:00Z','ana','suspended discard 3: test call, of the operator');
INSERT INTO journal VALUES(9,'2026-11-30T16:04:00Z','ana','alerts acknowledge 1: customer called');
INSERT INTO journal VALUES(10,'2026-11-30T16:04:01Z','root','contracts status C2 active');
INSERT INTO journal VALUES(11,'2026-11-30T16:04:02Z','ana','lines add');
INSERT INTO journal VALUES(12,'2026-11-30T16:04:04Z','root','users add ana --role admin');
INSERT INTO journal VALUES(13,'2026-11-30T16:04:05Z','root','users add rui --role reader');
CREATE TABLE register_contracts (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "id" TEXT, "customer" TEXT, "status" TEXT, "city" TEXT);
INSERT INTO register_contracts VALUES(1,1,NULL,NULL,'C1','Ana, de Exemplo','active','Florianópolis');
INSERT INTO register_contracts VALUES(2,1,10,NULL,'C2','Bia','overdue','Palhoça');
INSERT INTO register_contracts VALUES(3,1,NULL,NULL,'C3','Caio','blocked-manual',NULL);
INSERT INTO register_contracts VALUES(4,10,NULL,2,'C2','Bia','active','Palhoça');
CREATE TABLE register_plans (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "id" TEXT, "name" TEXT, "grace_s" TEXT, "rounding" TEXT, "decimals" TEXT, "allowance_scope" TEXT, "charge_rounding" TEXT);
INSERT INTO register_plans VALUES(1,1,NULL,NULL,'P1','Básico',NULL,NULL,'2',NULL,NULL);
INSERT INTO register_plans VALUES(2,1,NULL,NULL,'P2','Empresa',NULL,NULL,'4','contract','cut');
CREATE TABLE register_rates (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "plan" TEXT, "zone" TEXT, "price_per_minute" TEXT, "connection_fee" TEXT, "minimum_s" TEXT, "step_s" TEXT, "from_s" TEXT, "band" TEXT, "valid_from" TEXT, "valid_until" TEXT);
INSERT INTO register_rates VALUES(1,1,NULL,NULL,'P1','local','0.05',NULL,NULL,NULL,'0',NULL,NULL,NULL);
INSERT INTO register_rates VALUES(2,1,NULL,NULL,'P1','vc1','0.50','0.1',NULL,NULL,'0',NULL,NULL,NULL);
INSERT INTO register_rates VALUES(3,1,NULL,NULL,'P1','intl','5.00',NULL,NULL,NULL,'0',NULL,NULL,NULL);
INSERT INTO register_rates VALUES(4,1,NULL,NULL,'P2','local','0.04',NULL,NULL,NULL,'0',NULL,NULL,NULL);
INSERT INTO register_rates VALUES(5,1,NULL,NULL,'P2','local','0.02',NULL,NULL,NULL,'0','night',NULL,NULL);
INSERT INTO register_rates VALUES(6,1,NULL,NULL,'P2','vc1','0.39',NULL,NULL,NULL,'0',NULL,NULL,NULL);
CREATE TABLE register_allowances (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "plan" TEXT, "name" TEXT, "kind" TEXT, "amount" TEXT, "zones" TEXT, "priority" TEXT);
INSERT INTO register_allowances VALUES(1,1,NULL,NULL,'P2','locais','minutes','5','local',NULL);
CREATE TABLE register_zones (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "prefix" TEXT, "zone" TEXT);
INSERT INTO register_zones VALUES(1,1,NULL,NULL,'351','intl:europe');
CREATE TABLE register_bands (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "band" TEXT, "days" TEXT, "from" TEXT, "until" TEXT);
INSERT INTO register_bands VALUES(1,1,NULL,NULL,'night','mon tue wed thu fri','20:00','24:00');
CREATE TABLE register_holidays (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "date" TEXT, "name" TEXT);
INSERT INTO register_holidays VALUES(1,1,NULL,NULL,'2025-12-25','Natal');
CREATE TABLE register_ranges (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "name" TEXT, "area" TEXT, "first" TEXT, "last" TEXT, "auto_cancel_days" TEXT);
INSERT INTO register_ranges VALUES(1,1,NULL,NULL,'centro','5548','33334443','33334450','30');
CREATE TABLE register_partitions (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "code" TEXT, "description" TEXT, "block" TEXT, "default_category" TEXT, "block_category" TEXT, "partial_block_category" TEXT, "cancel_category" TEXT);
INSERT INTO register_partitions VALUES(1,1,NULL,NULL,'FLN','Florianópolis','yes','LIVRE','BLOQUEADO',NULL,'CANCELADO');
CREATE TABLE register_categories (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "description" TEXT, "abbreviation" TEXT);
INSERT INTO register_categories VALUES(1,1,NULL,NULL,'Sem bloqueio','LIVRE');
INSERT INTO register_categories VALUES(2,1,NULL,NULL,'Bloqueado','BLOQUEADO');
INSERT INTO register_categories VALUES(3,1,NULL,NULL,'Cancelado','CANCELADO');
CREATE TABLE register_licences (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "description" TEXT, "abbreviation" TEXT);
INSERT INTO register_licences VALUES(1,1,NULL,NULL,'Residencial','RES');
CREATE TABLE register_cost_centres (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "value" TEXT);
INSERT INTO register_cost_centres VALUES(1,1,NULL,NULL,'Default');
CREATE TABLE register_lines (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "id" TEXT, "contract" TEXT, "number" TEXT, "plan" TEXT, "reset_day" TEXT, "active_from" TEXT, "active_until" TEXT, "active" TEXT, "trunk" TEXT, "account_code" TEXT, "range_start" TEXT, "range_end" TEXT, "credit_limit" TEXT, "bid_type" TEXT, "description" TEXT, "extension" TEXT, "partition" TEXT, "category" TEXT, "summit_plan" TEXT, "cost_centre" TEXT, "call_limit" TEXT, "licence" TEXT, "terminal" TEXT, "credential" TEXT, "platform_state" TEXT);
INSERT INTO register_lines VALUES(1,1,3,NULL,'L1','C1','554833334444','P1','10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'10.00',NULL,'Recepção, sala 1',NULL,'FLN',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO register_lines VALUES(2,1,2,NULL,'L2','C2','554833335555','P1','10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'FLN',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO register_lines VALUES(3,1,NULL,NULL,'L3','C2','554833336666','P2','1','2025-01-01','2025-05-31',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO register_lines VALUES(4,1,NULL,NULL,'L3','C2','554833336666','P1','1','2025-06-01',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'segunda vida',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO register_lines VALUES(5,2,NULL,2,'L2','C2','554833335555','P1','10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'FLN',NULL,NULL,NULL,NULL,NULL,'8116687689','HRAMNMYbqnfMHmTn','active');
INSERT INTO register_lines VALUES(6,3,NULL,1,'L1','C1','554833334444','P1','10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'10.00',NULL,'Recepção, sala 1',NULL,'FLN',NULL,NULL,NULL,NULL,NULL,'5257880889','2MF7UMb2TdDyqvRY','active');
INSERT INTO register_lines VALUES(7,11,NULL,NULL,'L9','C1','554833334446',NULL,'5',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'FLN',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE register_dids (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "line" TEXT, "number" TEXT, "priority" TEXT, "port" TEXT, "active_from" TEXT, "active_until" TEXT, "terminal" TEXT, "credential" TEXT);
INSERT INTO register_dids VALUES(1,1,4,NULL,'L1','554833334445',NULL,'1',NULL,NULL,NULL,NULL);
INSERT INTO register_dids VALUES(2,4,NULL,1,'L1','554833334445',NULL,'1',NULL,NULL,'5257880889','2MF7UMb2TdDyqvRY');
CREATE TABLE platform_line (
  line TEXT PRIMARY KEY, terminal TEXT, confirmed TEXT, wished TEXT,
  -- That of wished.
  number TEXT,
  -- Days since 1970: when what the registers say may be otherwise, by dates alone.
  due INTEGER) WITHOUT ROWID;
INSERT INTO platform_line VALUES('L1','5257880889','{"dids":[{"number":"554833334445","port":1}],"isActive":true,"line":{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","description":"Recepção, sala 1","number":"554833334444","partition":"FLN","reset_day":10}}','{"dids":[{"number":"554833334445","port":1}],"isActive":true,"line":{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","description":"Recepção, sala 1","number":"554833334444","partition":"FLN","reset_day":10}}','554833334444',NULL);
INSERT INTO platform_line VALUES('L2','8116687689','{"dids":[],"isActive":true,"line":{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","number":"554833335555","partition":"FLN","reset_day":10}}','{"dids":[],"isActive":true,"line":{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","number":"554833335555","partition":"FLN","reset_day":10}}','554833335555',NULL);
INSERT INTO platform_line VALUES('L9',NULL,NULL,'{"dids":[],"isActive":true,"line":{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","number":"554833334446","partition":"FLN","reset_day":5}}','554833334446',NULL);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, line TEXT NOT NULL, number TEXT, action TEXT NOT NULL,
  content TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', journal INTEGER NOT NULL, created_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Seconds since 1970: not to be sent before.
  next_at INTEGER NOT NULL DEFAULT 0, settled_at TEXT,
  -- What the platform said last.
  status INTEGER, error TEXT, message TEXT, field TEXT,
  -- Why it was dropped.
  reason TEXT);
INSERT INTO outbox VALUES(1,'3e53b2fb502ebe70f7c17d191b7b340a','L1','554833334444','create-line','{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","description":"Recepção, sala 1","number":"554833334444","partition":"FLN","reset_day":10}','done',1,'2026-11-30T16:03:53Z',1,0,'2026-11-30T16:03:55Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(2,'dd2e6f6b64833fb444faea615950e4e3','L1','554833334445','add-did','{"number":"554833334445","port":1}','done',1,'2026-11-30T16:03:53Z',1,0,'2026-11-30T16:03:55Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(3,'5cf6cd70b0b6267750235425f283098f','L2','554833335555','create-line','{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","number":"554833335555","partition":"FLN","reset_day":10}','done',1,'2026-11-30T16:03:53Z',1,0,'2026-11-30T16:03:55Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO outbox VALUES(4,'030614346b5e42265fe1d24fa9595b57','L9','554833334446','create-line','{"bid_type":"terminal","category":"LIVRE","cost_centre":"Default","number":"554833334446","partition":"FLN","reset_day":5}','pending',11,'2026-11-30T16:04:02Z',0,0,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE platform_list (
  list TEXT NOT NULL, partition TEXT NOT NULL, code TEXT NOT NULL, description TEXT NOT NULL,
  fetched_at TEXT NOT NULL, PRIMARY KEY (list, partition, code)) WITHOUT ROWID;
INSERT INTO platform_list VALUES('categories','CWB','BLOQUEADO','Bloqueado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','CWB','CANCELADO','Cancelado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','CWB','LIVRE','Livre: todas as chamadas','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','CWB','RECEBE','Somente recebe','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','FLN','BLOQUEADO','Bloqueado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','FLN','CANCELADO','Cancelado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','FLN','LIVRE','Livre: todas as chamadas','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','FLN','LOCAL','Somente chamadas locais','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','FLN','RECEBE','Somente recebe','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','SAO','BLOQUEADO','Bloqueado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','SAO','CANCELADO','Cancelado','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('categories','SAO','LIVRE','Livre: todas as chamadas','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('licences','','CORP','Básica corporativa','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('licences','','RES','Básica residencial','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('licences','','TRK','Tronco SIP','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('partitions','','CWB','Curitiba','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('partitions','','FLN','Florianópolis','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('partitions','','SAO','São Paulo','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('plans','','BASICO','Plano básico','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('plans','','CORPORATIVO','Plano corporativo','2026-11-30T16:03:52Z');
INSERT INTO platform_list VALUES('plans','','ILIMITADO','Plano ilimitado','2026-11-30T16:03:52Z');
CREATE TABLE alert (
  id INTEGER PRIMARY KEY, run INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL,
  line TEXT NOT NULL, contract TEXT NOT NULL,
  -- What it is about: the cycle's first day, the day, or the zone.
  subject TEXT NOT NULL,
  -- The sums and limits that it follows from: JSON.
  facts TEXT NOT NULL,
  -- Whether the program that is told has taken it; of no program: none.
  delivery TEXT NOT NULL, acknowledged_at TEXT, acknowledged_by TEXT, note TEXT,
  UNIQUE (line, kind, subject, level));
INSERT INTO alert VALUES(1,1,'2026-11-30T16:03:54Z','credit-limit','alert','L1','C1','2025-05-10','{"cycleStart":"2025-05-10","amount":"13.10","percent":131,"creditLimit":"10.00","cycleEnd":"2025-06-09"}','none','2026-11-30T16:04:00Z','ana','customer called');
INSERT INTO alert VALUES(2,1,'2026-11-30T16:03:54Z','first-international','alert','L1','C1','intl:europe','{"zone":"intl:europe","pricePerMinute":"5.00","globalId":"g11","day":"2025-05-13"}','none',NULL,NULL,NULL);
INSERT INTO alert VALUES(3,1,'2026-11-30T16:03:54Z','unusual-day','alert','L2','C2','2025-05-12','{"amount":"50.06","day":"2025-05-12","billedSeconds":666,"meanBilledSeconds":0,"meanAmount":"0.00"}','none',NULL,NULL,NULL);
INSERT INTO alert VALUES(4,1,'2026-11-30T16:03:54Z','first-international','alert','L2','C2','intl','{"zone":"intl","pricePerMinute":"5.00","globalId":"g2","day":"2025-05-12"}','none',NULL,NULL,NULL);
CREATE TABLE credit_block (line TEXT PRIMARY KEY, last_day INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE held_day (
  id INTEGER PRIMARY KEY, book INTEGER NOT NULL, line TEXT NOT NULL, first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL);
INSERT INTO held_day VALUES(1,3,'L3',20209,20239);
INSERT INTO held_day VALUES(2,1,'L1',20218,20248);
INSERT INTO held_day VALUES(3,2,'L2',20218,20248);
CREATE TABLE late_total (
  book INTEGER NOT NULL, account INTEGER NOT NULL, entry INTEGER NOT NULL, calls INTEGER NOT NULL,
  billed INTEGER NOT NULL, allowance INTEGER NOT NULL, centavos INTEGER NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (book, account, entry)) WITHOUT ROWID;
INSERT INTO late_total VALUES(1,1,1,1,600,0,510,'554833334444');
CREATE TABLE repeat_span (
  id INTEGER PRIMARY KEY, book INTEGER, run INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL, rows INTEGER NOT NULL, first_start INTEGER NOT NULL, last_start INTEGER NOT NULL);
CREATE TABLE discarded_call (identity BLOB PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO discarded_call VALUES(X'0000000068236c8001000000043d7831300000000c353534383333333336363636000000000000000000000000','test call, of the operator');
CREATE TABLE spent_service (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE young_file (name BLOB PRIMARY KEY, runs INTEGER NOT NULL, is_released INTEGER NOT NULL DEFAULT 0)
WITHOUT ROWID;
CREATE TABLE register_zone_labels (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "zone" TEXT, "label" TEXT);
INSERT INTO register_zone_labels VALUES(1,1,NULL,NULL,'intl:europe','Internacional: Europa');
CREATE TABLE register_hidden_numbers (
  row INTEGER PRIMARY KEY, opened INTEGER NOT NULL, closed INTEGER,
  -- The row whose place it took.
  replaces INTEGER, "number" TEXT, "name" TEXT);
INSERT INTO register_hidden_numbers VALUES(1,1,NULL,NULL,'08001234567','Disque denúncia');
CREATE TABLE console_user (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO console_user VALUES('ana','admin','$argon2id$v=19$m=65536,t=2,p=1$Zxet1FiiRrFIDD1T61dr8w$ol3nGrqDdyfuyuJdB/6bySpHh2BoxrknczkzpBDn1Tc','2026-11-30T16:04:04Z','2026-11-30T16:04:04Z');
INSERT INTO console_user VALUES('rui','reader','$argon2id$v=19$m=65536,t=2,p=1$v/DmCquJitGaqibWBh6+Rg$ES+cPc90JrLpw1F3ogkc95ziWKftOnGr+h/ZccUnD5w','2026-11-30T16:04:05Z','2026-11-30T16:04:05Z');
CREATE TABLE console_session (
  digest BLOB PRIMARY KEY, user TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER NOT NULL,
  address TEXT NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE console_access (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, address TEXT NOT NULL, action TEXT NOT NULL,
  -- The integration and the filter, as the link has them.
  subject TEXT NOT NULL,
  -- How many rows; NULL where that says nothing.
  rows INTEGER);
CREATE INDEX file_by_name ON file (name);
CREATE INDEX file_by_digest ON file (digest);
CREATE INDEX account_by_line ON account (line, contract);
CREATE INDEX book_by_owner ON book (owner);
CREATE INDEX book_by_cycle ON book (cycle_end);
CREATE INDEX book_held ON book (id) WHERE is_held = 1;
CREATE INDEX span_by_segment ON span (segment, offset);
CREATE INDEX span_late ON span (book, entry) WHERE entry > 0;
CREATE INDEX service_by_book ON service (book);
CREATE INDEX service_by_line ON service (contract, line, plan, cycle_start, entry);
CREATE INDEX held_row_by_place ON held_row (file, line);
CREATE INDEX held_row_waiting ON held_row (reason) WHERE state = 'held';
CREATE INDEX register_contracts_now ON register_contracts ("id") WHERE closed IS NULL;
CREATE INDEX register_contracts_was ON register_contracts ("id") WHERE closed IS NOT NULL;
CREATE INDEX register_contracts_opened ON register_contracts (opened);
CREATE INDEX register_contracts_closed ON register_contracts (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_plans_now ON register_plans ("id") WHERE closed IS NULL;
CREATE INDEX register_plans_was ON register_plans ("id") WHERE closed IS NOT NULL;
CREATE INDEX register_plans_opened ON register_plans (opened);
CREATE INDEX register_plans_closed ON register_plans (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_rates_now ON register_rates ("plan") WHERE closed IS NULL;
CREATE INDEX register_rates_was ON register_rates ("plan") WHERE closed IS NOT NULL;
CREATE INDEX register_rates_opened ON register_rates (opened);
CREATE INDEX register_rates_closed ON register_rates (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_allowances_now ON register_allowances ("plan") WHERE closed IS NULL;
CREATE INDEX register_allowances_was ON register_allowances ("plan") WHERE closed IS NOT NULL;
CREATE INDEX register_allowances_opened ON register_allowances (opened);
CREATE INDEX register_allowances_closed ON register_allowances (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_zones_now ON register_zones ("prefix") WHERE closed IS NULL;
CREATE INDEX register_zones_was ON register_zones ("prefix") WHERE closed IS NOT NULL;
CREATE INDEX register_zones_opened ON register_zones (opened);
CREATE INDEX register_zones_closed ON register_zones (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_bands_now ON register_bands ("band") WHERE closed IS NULL;
CREATE INDEX register_bands_was ON register_bands ("band") WHERE closed IS NOT NULL;
CREATE INDEX register_bands_opened ON register_bands (opened);
CREATE INDEX register_bands_closed ON register_bands (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_holidays_now ON register_holidays ("date") WHERE closed IS NULL;
CREATE INDEX register_holidays_was ON register_holidays ("date") WHERE closed IS NOT NULL;
CREATE INDEX register_holidays_opened ON register_holidays (opened);
CREATE INDEX register_holidays_closed ON register_holidays (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_ranges_now ON register_ranges ("name") WHERE closed IS NULL;
CREATE INDEX register_ranges_was ON register_ranges ("name") WHERE closed IS NOT NULL;
CREATE INDEX register_ranges_opened ON register_ranges (opened);
CREATE INDEX register_ranges_closed ON register_ranges (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_partitions_now ON register_partitions ("code") WHERE closed IS NULL;
CREATE INDEX register_partitions_was ON register_partitions ("code") WHERE closed IS NOT NULL;
CREATE INDEX register_partitions_opened ON register_partitions (opened);
CREATE INDEX register_partitions_closed ON register_partitions (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_categories_now ON register_categories ("abbreviation") WHERE closed IS NULL;
CREATE INDEX register_categories_was ON register_categories ("abbreviation") WHERE closed IS NOT NULL;
CREATE INDEX register_categories_opened ON register_categories (opened);
CREATE INDEX register_categories_closed ON register_categories (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_licences_now ON register_licences ("abbreviation") WHERE closed IS NULL;
CREATE INDEX register_licences_was ON register_licences ("abbreviation") WHERE closed IS NOT NULL;
CREATE INDEX register_licences_opened ON register_licences (opened);
CREATE INDEX register_licences_closed ON register_licences (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_cost_centres_now ON register_cost_centres ("value") WHERE closed IS NULL;
CREATE INDEX register_cost_centres_was ON register_cost_centres ("value") WHERE closed IS NOT NULL;
CREATE INDEX register_cost_centres_opened ON register_cost_centres (opened);
CREATE INDEX register_cost_centres_closed ON register_cost_centres (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_lines_now ON register_lines ("id") WHERE closed IS NULL;
CREATE INDEX register_lines_was ON register_lines ("id") WHERE closed IS NOT NULL;
CREATE INDEX register_lines_opened ON register_lines (opened);
CREATE INDEX register_lines_closed ON register_lines (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_dids_now ON register_dids ("number") WHERE closed IS NULL;
CREATE INDEX register_dids_was ON register_dids ("number") WHERE closed IS NOT NULL;
CREATE INDEX register_dids_opened ON register_dids (opened);
CREATE INDEX register_dids_closed ON register_dids (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_lines_by_contract ON register_lines (contract) WHERE closed IS NULL;
CREATE INDEX register_dids_by_line ON register_dids (line) WHERE closed IS NULL;
CREATE INDEX register_lines_by_number ON register_lines (number) WHERE closed IS NULL;
CREATE INDEX platform_line_by_number ON platform_line (number) WHERE number IS NOT NULL;
CREATE INDEX platform_line_due ON platform_line (due) WHERE due IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('pending', 'failed');
CREATE INDEX outbox_waiting_by_line ON outbox (line, id) WHERE state IN ('pending', 'failed');
CREATE INDEX outbox_waiting_by_number ON outbox (number, id) WHERE state IN ('pending', 'failed');
CREATE INDEX alert_by_contract ON alert (contract);
CREATE INDEX alert_open ON alert (id) WHERE acknowledged_at IS NULL;
CREATE INDEX alert_waiting ON alert (id) WHERE delivery = 'waiting';
CREATE INDEX held_row_by_start ON held_row (start) WHERE state = 'held' AND start IS NOT NULL;
CREATE INDEX held_row_by_book ON held_row (book) WHERE book IS NOT NULL;
CREATE INDEX book_by_parent ON book (parent) WHERE parent IS NOT NULL;
CREATE INDEX book_closed ON book (id) WHERE is_closed = 1;
CREATE INDEX held_day_by_book ON held_day (book);
CREATE INDEX repeat_span_by_segment ON repeat_span (segment, offset);
CREATE INDEX repeat_span_by_start ON repeat_span (last_start);
CREATE INDEX register_zone_labels_now ON register_zone_labels ("zone") WHERE closed IS NULL;
CREATE INDEX register_zone_labels_was ON register_zone_labels ("zone") WHERE closed IS NOT NULL;
CREATE INDEX register_zone_labels_opened ON register_zone_labels (opened);
CREATE INDEX register_zone_labels_closed ON register_zone_labels (closed) WHERE closed IS NOT NULL;
CREATE INDEX register_hidden_numbers_now ON register_hidden_numbers ("number") WHERE closed IS NULL;
CREATE INDEX register_hidden_numbers_was ON register_hidden_numbers ("number") WHERE closed IS NOT NULL;
CREATE INDEX register_hidden_numbers_opened ON register_hidden_numbers (opened);
CREATE INDEX register_hidden_numbers_closed ON register_hidden_numbers (closed) WHERE closed IS NOT NULL;
CREATE INDEX console_session_by_user ON console_session (user);
CREATE INDEX console_access_by_user ON console_access (user, id);
COMMIT;
