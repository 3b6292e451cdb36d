import { expect, test } from 'vitest'
import { dueS, sampleRun } from './sample-run.ts'
import type { Board, BoardLine } from './stop-board.ts'
import { type ToldBoard, tellChanges } from './told-board.ts'

const run = sampleRun()

function line(place: number, predictedS: number, isCancelled = false): BoardLine {
  const times = { scheduledS: predictedS, predictedS, earliestS: null, latestS: null, source: null }
  return { run, place, ...times, isCancelled }
}

function boardWith(...lines: BoardLine[]): Board {
  return new Map([['S1', lines]])
}

test('a stop is told once, and again when a departure goes, is cancelled or moves by half a minute', () => {
  const told: ToldBoard = new Map()
  const tell = (board: Board, nowS = dueS) => tellChanges(told, board, nowS)

  expect(tell(boardWith(line(1, dueS + 100), line(2, dueS + 400)))).toEqual(['S1'])
  expect(tell(boardWith(line(1, dueS + 110), line(2, dueS + 380)))).toEqual([])
  expect(tell(boardWith(line(1, dueS + 129), line(2, dueS + 380)))).toEqual([])
  expect(tell(boardWith(line(1, dueS + 131), line(2, dueS + 380)))).toEqual(['S1'])
  expect(tell(boardWith(line(2, dueS + 380)))).toEqual(['S1'])
  expect(tell(boardWith(line(2, dueS + 380, true)))).toEqual(['S1'])
  expect(tell(boardWith(line(2, dueS + 390, true)))).toEqual([])
  expect(tell(new Map())).toEqual(['S1'])
  expect(tell(new Map())).toEqual([])
})

test('what lies far ahead is not told', () => {
  const told: ToldBoard = new Map()

  expect(tellChanges(told, boardWith(line(1, dueS + 3600)), dueS)).toEqual([])
  expect(tellChanges(told, boardWith(line(1, dueS + 3600)), dueS + 1200)).toEqual(['S1'])
})
