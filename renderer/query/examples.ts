/** Queries that teach the language, each with the question that it answers. */
export interface Example {
  question: string;
  /** What there is to learn from it. */
  lesson: string;
  query: string;
}

const day = 'timestamp > unix_timestamp() - 86400';

export const examples: readonly Example[] = [
  {
    question: 'What failed most today?',
    lesson: 'GROUP BY 1, 2, 3 means the first three columns',
    query: `SELECT project_slug, item.counter, item.title, count(*)\nFROM item_occurrence\nWHERE ${day}\nGROUP BY 1, 2, 3\nORDER BY 4 DESC\nLIMIT 20`,
  },
  {
    question: 'How many errors per hour?',
    lesson: 'A column of time makes a chart',
    query: `SELECT timestamp div 3600 * 3600 AS hour, count(*) AS errors\nFROM item_occurrence\nWHERE ${day}\nGROUP BY 1\nORDER BY 1`,
  },
  {
    question: 'Per hour, and in which environment?',
    lesson: 'A column of words beside the time makes a line of each',
    query: `SELECT timestamp div 3600 * 3600 AS hour, environment, count(*)\nFROM item_occurrence\nWHERE ${day}\nGROUP BY 1, 2\nORDER BY 1\nLIMIT 1000`,
  },
  {
    question: 'Whom does it hurt?',
    lesson: 'count_distinct counts different values, NULL is none',
    query: `SELECT person.id, count(*), count_distinct(item.id) AS items\nFROM item_occurrence\nWHERE person.id IS NOT NULL\nGROUP BY 1\nORDER BY 2 DESC`,
  },
  {
    question: 'Which browsers send the errors of one page?',
    lesson: 'Dotted paths reach everything that was posted',
    query: `SELECT client.javascript.browser, count(*)\nFROM item_occurrence\nWHERE request.url LIKE '%/checkout%'\nGROUP BY 1\nORDER BY 2 DESC`,
  },
  {
    question: 'Who was that, by a header?',
    lesson: 'Backticks hold names with other signs in them',
    query:
      'SELECT timestamp, `request.headers.User-Agent`, request.user_ip, body\nFROM item_occurrence\nORDER BY timestamp DESC\nLIMIT 50',
  },
  {
    question: 'Did a version make it worse?',
    lesson: 'if(condition, a, b) sorts rows into columns',
    query: `SELECT code_version, count(*) AS all_of_them, sum(if(level = 'critical', 1, 0)) AS critical\nFROM item_occurrence\nGROUP BY code_version\nORDER BY 2 DESC`,
  },
  {
    question: 'What was deployed?',
    lesson: 'deploy is the other table',
    query: 'SELECT timestamp, environment, revision, local_username, comment\nFROM deploy\nORDER BY timestamp DESC',
  },
];
