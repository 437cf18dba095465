import { expect, test } from 'vitest'
import { ApiProblem, problemOfAnswer, problemOfFailure } from '../../../server/cabinet/src/api/problem.ts'

test('the sentence of the server is shown as it is', () => {
  const problem = problemOfAnswer(401, { code: 'bad-credentials', detail: 'Неверный логин или пароль.' }, null)
  expect(problem).toMatchObject({ status: 401, code: 'bad-credentials', message: 'Неверный логин или пароль.' })
})

test.each([
  [503, '21', 'через 21 секунду'],
  [429, '2', 'через 2 секунды'],
  [429, null, 'чуть позже'],
  [404, null, 'Здесь ничего нет'],
  [500, null, 'код 500'],
])('an answer %i that is no problem gets a sentence of our own', (status, retryAfter, part) => {
  const problem = problemOfAnswer(status, '<html>', retryAfter)
  expect(problem.code).toBe('unreadable')
  expect(problem.message).toContain(part)
})

test('no answer at all is told apart from one that takes too long', () => {
  expect(problemOfFailure(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'offline' })
  expect(problemOfFailure(new DOMException('late', 'TimeoutError')).code).toBe('timeout')
  const known = new ApiProblem(404, 'not-found', 'Нет')
  expect(problemOfFailure(known)).toBe(known)
})
