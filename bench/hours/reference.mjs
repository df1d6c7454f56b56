// The reference's side: the same values and instants, each operation timed alone.
//   node reference.mjs values.jsonl answers.txt -> "parse 1234\nstate ...\nnext ..." (operations a second)
import fs from 'node:fs'
import { createRequire } from 'node:module'
const OpeningHours = createRequire(import.meta.url)('opening_hours')

const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))
const place = line => ({ lat: undefined, lon: undefined, address: { country_code: 'fr', country: 'France', state: line.state } })
const instants = lines.map(line => line.at.map(text => new Date(text)))

const cpu = () => { const used = process.cpuUsage(); return (used.user + used.system) / 1e6 }
const timed = (name, count, run) => {
  const before = cpu()
  run()
  console.log(`${name} ${Math.round(count / (cpu() - before))}`)
}

let read
timed('parse', lines.length, () => { read = lines.map(line => new OpeningHours(line.oh, place(line), { mode: 0 })) })
const questions = instants.reduce((sum, list) => sum + list.length, 0)
const state = (value, at) => value.getUnknown(at) ? 'unknown' : value.getState(at) ? 'open' : 'closed'
read.forEach((value, i) => instants[i].forEach(at => value.getState(at)))
timed('state', questions, () => read.forEach((value, i) => instants[i].forEach(at => value.getState(at))))
timed('next', questions, () => read.forEach((value, i) => instants[i].forEach(at => value.getNextChange(at))))

const answers = read.map((value, i) => instants[i].map(at => {
  const next = value.getNextChange(at)
  return `${state(value, at)} ${next ? next.getTime() / 1000 : '-'}`
}).join('\n'))
fs.writeFileSync(process.argv[3], answers.join('\n') + '\n')
