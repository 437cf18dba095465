import type { CheckerOptions, CompiledForm, FormData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { parentPort } from 'node:worker_threads'

export interface JudgeTask {
  readonly form: CompiledForm
  readonly data: FormData
  readonly options: CheckerOptions
}

parentPort?.on('message', (task: JudgeTask) => {
  judge(task.form, task.data, task.options).then(
    (verdict) => parentPort?.postMessage({ verdict }),
    (error: unknown) => parentPort?.postMessage({ error: String(error) }),
  )
})
