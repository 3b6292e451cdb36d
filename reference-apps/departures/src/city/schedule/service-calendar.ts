import { dateOf, isWeekend } from '../service-date.ts'

const holidays = ['01-01', '07-01', '12-25']

/** Days on which vehicles run by the weekend's timetable: Saturdays, Sundays and three holidays. */
export function isWeekendService(day: number): boolean {
  return isWeekend(day) || isHoliday(day)
}

export function isHoliday(day: number): boolean {
  return holidays.includes(dateOf(day).slice(5))
}
