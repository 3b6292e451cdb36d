import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../live/write-file.ts'
import type { DayScores } from './score-day.ts'

/** The scores of ended days, by date; a day scored again replaces what it had. */
export type ScoresFile = { days: DayScores[]; keep: (day: DayScores) => Promise<void> }

const mostDays = 400

export async function openScores(folder: string): Promise<ScoresFile> {
  const path = join(folder, 'scores.json')
  const text = await readFile(path, 'utf8').catch(() => '[]')
  const file: ScoresFile = {
    days: JSON.parse(text) as DayScores[],
    async keep(day) {
      const others = file.days.filter(({ date }) => date !== day.date)
      file.days = [...others, day].sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-mostDays)
      await writeWhole(path, JSON.stringify(file.days))
    },
  }
  return file
}
