from aislamiento.addresses import classify

classify("como_se_responde", "index index_results")
