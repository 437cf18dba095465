import type { CheckerOptions, CompiledForm, FormData, SourceData } from '@tabel/engine'
import { judge, refresh } from '@tabel/engine/checker'
import { parentPort } from 'node:worker_threads'

interface Task {
  readonly form: CompiledForm
  readonly data: FormData
  readonly options: CheckerOptions
}

/** What is wrong with the data. */
export interface JudgeTask extends Task {
  readonly do: 'judge'
}

/** What another snapshot of the sources does to the data. */
export interface RefreshTask extends Task {
  readonly do: 'refresh'
  readonly sources: SourceData
}

parentPort?.on('message', (task: JudgeTask | RefreshTask) => {
  answer(task).then(
    (result) => parentPort?.postMessage({ result }),
    (error: unknown) => parentPort?.postMessage({ error: String(error) }),
  )
})

async function answer(task: JudgeTask | RefreshTask): Promise<unknown> {
  return task.do === 'judge'
    ? judge(task.form, task.data, task.options)
    : refresh(task.form, task.data, task.sources, task.options)
}
