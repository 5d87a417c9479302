/**
 * What lists, counts and reports need to cost the same however many items there are: how many items each view holds and
 * how often active ones occurred, kept by triggers whoever changes them, and an index per order of a list.
 */
import type { Database } from 'better-sqlite3';

export function keepListsFast(db: Database): void {
  db.exec(counts);
  db.exec(orders);
  db.exec(hours);
  db.exec(activations);
}

const isUnviewed = (row: string): string => `(${row}.viewed_at IS NULL OR ${row}.viewed_at < ${row}.last_activated_at)`;
const kindOf = (row: string): string => `${row}.project_id, ${row}.environment_id, ${row}.status, ${isUnviewed(row)}`;
const add = (row: string, count: number): string => `
  INSERT INTO item_count (project_id, environment_id, status, is_unviewed, count) VALUES (${kindOf(row)}, ${String(count)})
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;

const counts = `
  -- Items of each kind; some kinds may have none.
  CREATE TABLE item_count (
    project_id INTEGER NOT NULL REFERENCES project (id),
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    status INTEGER NOT NULL,
    is_unviewed INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (project_id, environment_id, status, is_unviewed)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO item_count SELECT ${kindOf('item')}, count(*) FROM item GROUP BY 1, 2, 3, 4;
  CREATE TRIGGER item_count_inserted AFTER INSERT ON item BEGIN ${add('new', 1)} END;
  CREATE TRIGGER item_count_deleted AFTER DELETE ON item BEGIN ${add('old', -1)} END;
  CREATE TRIGGER item_count_updated
    AFTER UPDATE OF project_id, environment_id, status, viewed_at, last_activated_at ON item
    WHEN (${kindOf('old')}) IS NOT (${kindOf('new')})
    BEGIN ${add('old', -1)} ${add('new', 1)} END;
`;

const orders = `
  CREATE INDEX item_by_first ON item (project_id, status, first_seen_at);
  CREATE INDEX item_by_count ON item (project_id, status, total_occurrences);
  CREATE INDEX item_by_people ON item (project_id, status, people);
  CREATE INDEX item_by_level ON item (project_id, status, level, last_seen_at);
  CREATE INDEX item_by_environment ON item (environment_id, status);
  CREATE INDEX item_unviewed ON item (environment_id)
    WHERE status = 1 AND (viewed_at IS NULL OR viewed_at < last_activated_at);
  -- For the most frequent of a span: no item occurred more often in it than in all.
  CREATE INDEX item_by_frequency ON item (project_id, level, total_occurrences, id, last_seen_at) WHERE status = 1;
  -- The lists of several projects are put together from those of each.
  DROP INDEX item_by_last;
  -- It cost every report a page of its own; what it was for looks at the newest occurrences only.
  DROP INDEX occurrence_by_person;
`;

/** Of items that are active. Says whether the row's item is, and of which project and level it is. */
const activeHours = (row: string, sign: string): string => `
  INSERT INTO active_hour (project_id, hour, environment_id, level, count)
    SELECT item.project_id, ${row}.hour, ${row}.environment_id, item.level, ${sign}${row}.count
    FROM item WHERE item.id = ${row}.item_id AND item.status = 1
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;
const hoursOfItem = (row: string, sign: string): string => `
  INSERT INTO active_hour (project_id, hour, environment_id, level, count)
    SELECT ${row}.project_id, hour, environment_id, ${row}.level, ${sign}count FROM item_hour
    WHERE item_id = ${row}.id AND ${row}.status = 1
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;

const hours = `
  -- How often the items that are active now have occurred; some hours may have none left.
  CREATE TABLE active_hour (
    project_id INTEGER NOT NULL REFERENCES project (id),
    hour INTEGER NOT NULL,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    level INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (project_id, hour, environment_id, level)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO active_hour SELECT item.project_id, hour, item_hour.environment_id, level, sum(count)
    FROM item JOIN item_hour ON item_id = item.id WHERE status = 1 GROUP BY 1, 2, 3, 4;
  CREATE TRIGGER active_hour_inserted AFTER INSERT ON item_hour BEGIN ${activeHours('new', '')} END;
  CREATE TRIGGER active_hour_deleted AFTER DELETE ON item_hour BEGIN ${activeHours('old', '-')} END;
  CREATE TRIGGER active_hour_updated AFTER UPDATE ON item_hour
    BEGIN ${activeHours('old', '-')} ${activeHours('new', '')} END;
  CREATE TRIGGER active_hour_moved AFTER UPDATE OF project_id, status, level ON item
    WHEN (old.project_id, old.level, old.status = 1) IS NOT (new.project_id, new.level, new.status = 1)
    BEGIN ${hoursOfItem('old', '-')} ${hoursOfItem('new', '')} END;
`;

const isActivation = (row: string): string => `${row}.kind IN ('appeared', 'reactivated')`;
const dayOf = (row: string): string => `${row}.at / 86400000`;
/** An item counts once a day. */
const isOnlyOne = (row: string): string => `NOT EXISTS (SELECT 1 FROM activity AS other
  WHERE other.item_id = ${row}.item_id AND other.id <> ${row}.id AND ${isActivation('other')}
    AND ${dayOf('other')} = ${dayOf(row)})`;
const activation = (row: string, count: string): string => `
  INSERT INTO activation_day (project_id, day, environment_id, count)
    SELECT project_id, ${dayOf(row)}, environment_id, ${count} FROM item
    WHERE item.id = ${row}.item_id AND ${isOnlyOne(row)}
    ON CONFLICT DO UPDATE SET count = count + excluded.count;`;

const activations = `
  -- How many items appeared or came back, in the environment that they had then; days are unix days.
  CREATE TABLE activation_day (
    project_id INTEGER NOT NULL REFERENCES project (id),
    day INTEGER NOT NULL,
    environment_id INTEGER NOT NULL REFERENCES environment (id),
    count INTEGER NOT NULL,
    PRIMARY KEY (project_id, day, environment_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO activation_day SELECT project_id, ${dayOf('activity')}, environment_id, count(DISTINCT item.id)
    FROM activity JOIN item ON item.id = item_id WHERE ${isActivation('activity')} GROUP BY 1, 2, 3;
  CREATE TRIGGER activation_day_inserted AFTER INSERT ON activity WHEN ${isActivation('new')}
    BEGIN ${activation('new', '1')} END;
  CREATE TRIGGER activation_day_deleted AFTER DELETE ON activity WHEN ${isActivation('old')}
    BEGIN ${activation('old', '-1')} END;
`;
