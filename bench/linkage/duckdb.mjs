// The peer: the blocking rules and the comparisons of dix-regles.toml or historiques.toml in SQL, run by DuckDB (npm
// @duckdb/node-api) in one thread. Prints the number of distinct candidates, a checksum of the levels, and the CPU seconds
// of blocking and comparing, the program's own and the system's on its behalf.
//
//   node duckdb.mjs dix-regles|historiques persons.csv
import { DuckDBInstance } from '@duckdb/node-api';

const number = (column) => `number_of_${column.replaceAll(/\W/g, '')}`;
const levels = (column, tests = []) =>
  `CASE WHEN a.${column} IS NULL OR b.${column} IS NULL THEN 0 WHEN a.${column} = b.${column} THEN ${tests.length + 2} ` +
  tests.map((test, i) => `WHEN ${test} THEN ${tests.length + 1 - i}`).join(' ') + ' ELSE 1 END';
const winkler = (column, ...limits) =>
  levels(column, limits.map((limit) => `jaro_winkler_similarity(a.${column}, b.${column}) >= ${limit}`));
const edits = (distance, column, ...limits) =>
  levels(
    column,
    limits.map(
      (limit) => `1 - ${distance}(a.${column}, b.${column}) / greatest(length(a.${column}), length(b.${column})) >= ${limit}`,
    ),
  );

// `derived` columns (the first letters of a code) are written before the clock starts, and the rules then compare numbers of
// texts, where that was measured faster: as it is on few records with many rules, not on a million with ten.
const cases = {
  'dix-regles': {
    rules: [
      ['first_name', 'surname'],
      ['surname', 'dob'],
      ['first_name', 'dob'],
      ['postcode_fake', 'first_name'],
      ['postcode_fake', 'surname'],
      ['dob', 'birth_place'],
      ['postcode_fake[1:3]', 'dob'],
      ['postcode_fake[1:3]', 'first_name', 'birth_place'],
      ['postcode_fake[1:3]', 'surname'],
      ['first_name[1:2]', 'surname[1:2]', 'dob[1:4]'],
    ],
    comparisons: [
      winkler('first_name', 0.92, 0.88),
      winkler('surname', 0.92, 0.88),
      edits('levenshtein', 'dob', 0.9, 0.8),
      edits('levenshtein', 'postcode_fake', 0.8),
      levels('birth_place'),
      levels('occupation'),
    ],
  },
  historiques: {
    derived: {
      annee: 'naissance[1:4]',
      jour: 'naissance[-4:]',
      nom3: 'rtrim(nom[1:3])',
      nom2: 'rtrim(nom[1:2])',
      prenom3: 'rtrim("prénom"[1:3])',
      prenom2: 'rtrim("prénom"[1:2])',
      code3: 'rtrim("code postal"[1:3])',
    },
    rules: [
      ['"prénom"', 'nom', 'annee'],
      ['naissance', 'nom3'],
      ['naissance', 'prenom3'],
      ['"code postal"', 'prenom2'],
      ['"code postal"', 'nom2'],
      ['"code postal"', 'annee'],
      ['"prénom"', 'nom', 'lieu'],
      ['naissance', 'lieu'],
      ['"nom complet"'],
      ['naissance', '"métier"'],
      ['nom', 'code3'],
      ['"prénom"', 'lieu', 'annee'],
      ['nom', 'lieu'],
      ['nom', 'annee'],
      ['"prénom"', 'code3'],
    ],
    comparisons: [
      winkler('nom', 0.92, 0.88),
      edits('damerau_levenshtein', 'annee', 0.7),
      edits('damerau_levenshtein', 'jour', 0.7),
      edits('levenshtein', '"code postal"', 0.8, 0.5),
      winkler('lieu', 0.9),
      levels('"métier"'),
      levels('genre'),
    ],
  },
};

const { derived, rules: keys, comparisons } = cases[process.argv[2]];
const file = process.argv[3].replaceAll("'", "''");
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
await connection.run(`CREATE TABLE p AS SELECT row_number() OVER () AS n, * FROM read_csv('${file}', all_varchar = true)`);

if (derived) {
  const columns = Object.entries(derived).map(([name, text]) => `${text} AS ${name}`);
  await connection.run(`CREATE OR REPLACE TABLE p AS SELECT *, ${columns.join(', ')} FROM p`);
  const numbers = [...new Set(keys.flat())].map(
    (column) => `CASE WHEN ${column} IS NOT NULL THEN dense_rank() OVER (ORDER BY ${column})::INTEGER END AS ${number(column)}`,
  );
  await connection.run(`CREATE OR REPLACE TABLE p AS SELECT *, ${numbers.join(', ')} FROM p`);
}

// A pair belongs to the first rule that holds, and is compared where it is joined.
const key = (column) => (derived ? number(column) : column);
const rules = keys.map((columns) => columns.map((column) => `a.${key(column)} = b.${key(column)}`).join(' AND '));
const earlier = (i) => rules.slice(0, i).map((rule) => ` AND NOT coalesce(${rule}, false)`).join('');
const compared = rules.map(
  (rule, i) =>
    `SELECT ${comparisons.map((c, n) => `${c} AS c${n}`).join(', ')} FROM p a JOIN p b ON ${rule} WHERE a.n < b.n${earlier(i)}`,
);
const cpu = process.cpuUsage();
const result = await connection.runAndReadAll(
  `SELECT count(*), ${comparisons.map((c, n) => `sum(c${n})`).join(', ')} FROM (${compared.join(' UNION ALL ')})`,
);
const spent = process.cpuUsage(cpu);
const [count, ...sums] = result.getRows()[0].map(Number);
const seconds = (spent.user + spent.system) / 1e6;
console.log(
  JSON.stringify({
    candidates: count,
    levels: sums,
    user: spent.user / 1e6,
    system: spent.system / 1e6,
    perSecond: Math.round(count / seconds),
    perUserSecond: Math.round((count / spent.user) * 1e6),
  }),
);
