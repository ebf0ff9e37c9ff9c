"""提法术语：固定的提法写全写准，地名、机构名写对。

现行的提法会变，表在 proof/table/lists/formulation.txt；单位自己的提法放在单位的词典里。
"""
